import type { Text } from '@proclab/core';
import { compare, type Comparison, type Round } from './statistics.ts';

/** Things that are timed side by side, in the same rounds. */
export interface Section {
  readonly id: string;
  readonly title: Text;
  /** The first one is what the others are compared with. */
  readonly rows: readonly Row[];
  /** For what takes seconds: fewer rounds than may be asked for. */
  readonly mostRounds?: number;
  /** Takes minutes: only with --full. */
  readonly slow?: boolean;
  /**
   * Takes the rounds, each with one time per row, and ends and removes everything that this started and wrote.
   * Throws a CommandError when a command fails, and whatever `signal` was aborted with.
   */
  takeRounds(rounds: number, signal: AbortSignal): Promise<readonly Round[]>;
}

export interface Row {
  readonly id: string;
  readonly name: Text;
  readonly aim?: Aim;
}

/** The most that a row should cost: so many times what it is compared with, or so many ms more. */
export type Aim = { readonly times: number } | { readonly more: number };

/** What came out of one section. */
export interface Result {
  readonly section: Section;
  readonly rounds: number;
  readonly rows: readonly RowResult[];
}

export interface RowResult extends Comparison {
  readonly row: Row;
  /** Null where there is no aim. */
  readonly met: boolean | null;
}

export function summarize(section: Section, rounds: readonly Round[]): Result {
  const base = section.rows[0]?.id ?? '';
  const rows = section.rows.map((row): RowResult => {
    const comparison = compare(rounds, row.id, base);
    return { row, ...comparison, met: row.aim ? meets(row.aim, comparison) : null };
  });
  return { section, rounds: rounds.length, rows };
}

function meets(aim: Aim, { times, more }: Comparison): boolean {
  return 'times' in aim ? times <= aim.times : more <= aim.more;
}
