import type { Text } from '@proclab/core';
import type { Comparison } from './statistics.ts';

/** One line of a section: something that is timed. */
export interface Row {
  readonly id: string;
  readonly name: Text;
  /** What it is compared with: the id of another row. Null for that row itself. */
  readonly against: string | null;
  readonly aim?: Aim;
}

/** The most that a row should cost: so many times what it is compared with, or so many ms more. */
export type Aim = { readonly times: number } | { readonly more: number };

/** Things that are measured side by side, in the same rounds. */
export interface Section {
  readonly id: string;
  readonly title: Text;
  readonly rows: readonly Row[];
  /** For what takes seconds: fewer rounds than were asked for. */
  readonly mostRounds?: number;
  /** Takes minutes: only with --full. */
  readonly slow?: boolean;
  /** Ends and removes everything that it started and wrote. Throws a CommandError when a command fails. */
  measure(rounds: number): Promise<Result>;
}

export interface Result {
  readonly section: string;
  readonly rounds: number;
  readonly rows: readonly RowResult[];
}

export interface RowResult extends Comparison {
  readonly row: Row;
  /** Null where there is no aim. */
  readonly met: boolean | null;
}

/** A section out of its rows and of a function that takes the rounds. */
export function section(
  words: Omit<Section, 'measure'>,
  takeRounds: (rounds: number) => Promise<readonly Round[]>,
  compare: (rounds: readonly Round[], row: Row) => Comparison,
): Section {
  return {
    ...words,
    async measure(wanted) {
      const rounds = await takeRounds(wanted);
      const rows = words.rows.map((row): RowResult => {
        const comparison = compare(rounds, row);
        return { row, ...comparison, met: isMet(row.aim, comparison) };
      });
      return { section: words.id, rounds: rounds.length, rows };
    },
  };
}
