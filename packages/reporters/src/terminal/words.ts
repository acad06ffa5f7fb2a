import type { CheckStatus, Language, LimitHit, Schedule, StoryColumn, Witness } from '@proclab/core';
import type { KillMatrixRow } from '../kill-matrix.ts';
import { en } from './words-en.ts';
import { zh } from './words-zh.ts';

/** Everything that the reporters themselves say. Names, numbers and quoted evidence are put in as they are. */
export interface Words {
  /** The parts of a failure, in front of each. */
  readonly labels: {
    readonly must: string;
    readonly seen: string;
    readonly line: string;
    readonly luck: string;
    readonly story: string;
    readonly hint: string;
    readonly try: string;
    readonly tree: string;
    readonly also: string;
  };
  readonly sameReason: (list: string) => string;
  readonly remedy: string;
  readonly list: (items: readonly string[]) => string;
  readonly moreLines: (count: number) => string;
  readonly earlierLines: (count: number) => string;
  readonly moreProcesses: (count: number) => string;
  readonly where: (where: { moment: string | null; ms: number; schedule: Schedule; run: string }) => string;
  /** By what a check was seen, and the checks that were; the parts make one sentence. */
  readonly witnesses: Readonly<Record<Witness, string>>;
  readonly seenWith: (witness: string, checks: string) => string;
  readonly allSeenWith: (witness: string) => string;
  readonly sentence: (parts: readonly string[]) => string;
  readonly stuck: string;
  readonly luck: (schedules: readonly Schedule[]) => string;
  /** What heads the columns of a story, and what happens in it beside calls. */
  readonly story: {
    readonly ms: string;
    readonly roles: Readonly<Record<NonNullable<StoryColumn['role']>, string>>;
    readonly column: (pid: string, name: string, role: string | null) => string;
    /** Null: it never got on. */
    readonly held: (untilMs: number | null) => string;
    readonly signal: (signal: string, handled: boolean) => string;
    readonly killed: (signal: string) => string;
  };
  readonly notChecked: (checks: string) => string;
  readonly notJudged: (checks: string) => string;
  readonly build: {
    readonly failed: (programs: string) => string;
    readonly missing: (files: string) => string;
    readonly limit: (programs: string) => string;
    readonly warnings: (count: number) => string;
    readonly moreWarnings: (count: number) => string;
  };
  readonly limits: { readonly heading: string; readonly names: Readonly<Record<LimitHit['limit'], string>> };
  readonly faults: string;
  readonly fault: (what: string, code: string) => string;
  readonly total: {
    readonly points: (earned: string, possible: string) => string;
    readonly counts: (counts: Readonly<Record<CheckStatus, number>>) => string;
    readonly all: string;
    readonly noFaultOfYours: string;
  };
  /** What reports of several labs say beside all this. */
  readonly overview: {
    readonly lab: string;
    readonly exercise: string;
    readonly points: string;
    readonly checks: string;
    readonly lost: (points: string) => string;
    readonly moreLosses: (count: number, points: string) => string;
  };
  readonly waiting: (what: string) => string;
  readonly until: (elapsedMs: number, withinMs: number) => string;
  readonly matrix: {
    readonly kinds: Readonly<Record<KillMatrixRow['kind'], string>>;
    readonly points: string;
    readonly caughtBy: (mutants: readonly string[]) => string;
    readonly caughtByNone: string;
    readonly signs: string;
    readonly allAsExpected: (programs: number) => string;
    readonly deviations: (deviating: number, programs: number) => string;
  };
}

export const WORDS: Readonly<Record<Language, Words>> = { zh, en };
