import type { LimitHit, Moment } from '@proclab/core';
import { shownIn, type Outcome } from './hand-in.ts';
import type { Hostile } from './hostile.ts';

/** What attempt.h has a program print that has succeeded. */
const SUCCESS = /\bBREACH\b/;

/** All that counts of an outcome. Every list is of what should not be, but for `earned` and the two before it. */
interface Account {
  readonly exit: number | string;
  readonly build: string;
  readonly earned: number;
  readonly passed: readonly string[];
  /** What is said of the machine: it would excuse what the submission did. */
  readonly faults: readonly string[];
  readonly limitNamed: boolean;
  readonly otherLimits: readonly LimitHit['limit'][];
  /** Limits that were reached, and losses of ps, that do not stand in what the student reads. */
  readonly untold: readonly string[];
  /** Lines that it should have shown. */
  readonly unsaid: readonly string[];
  /** Runs in which it has succeeded. */
  readonly breaches: readonly string[];
}

/** What must come of a hostile submission. */
export function expectedOf({ build, limits }: Hostile): Account {
  return {
    exit: build === 'refused' ? 2 : 1,
    build,
    earned: 0,
    passed: [],
    faults: [],
    limitNamed: limits.length > 0,
    otherLimits: [],
    untold: [],
    unsaid: [],
    breaches: [],
  };
}

/** What has come of it. */
export function accountOf({ limits, says }: Hostile, { exit, verdict, evidence, told }: Outcome): Account {
  const exercises = verdict?.exercises ?? [];
  const hits = exercises.flatMap((each) => each.limits);
  const runs = shownIn(evidence);
  const isShown = (line: string) => new RegExp(`^(?:${line})$`, 'm').test(runs[0]?.output ?? told);
  const lossesOfPs = momentsIn(evidence).flatMap(({ ps }) => ps?.trouble ?? []);
  const toTell = [...hits.map(({ what }) => what.en), ...lossesOfPs.map(({ en }) => en)];
  return {
    exit,
    build: exercises.map((each) => each.build.status).join() || 'refused',
    earned: verdict?.points.earned ?? 0,
    passed: exercises
      .flatMap(({ checks }) => checks.filter(({ status }) => status === 'pass'))
      .map(({ id }) => id),
    faults: exercises.flatMap(({ faults }) => faults).map(({ code }) => code),
    limitNamed: hits.length > 0,
    otherLimits: hits.map(({ limit }) => limit).filter((limit) => !limits.includes(limit)),
    untold: toTell.filter((text) => !unwrapped(told).includes(unwrapped(text))),
    unsaid: says.filter((line) => !isShown(line)),
    breaches: runs.filter(({ output }) => SUCCESS.test(output)).map(({ run }) => run),
  };
}

function momentsIn(evidence: Outcome['evidence']): readonly Moment[] {
  const runs = evidence?.exercises.flatMap((exercise) => exercise.runs) ?? [];
  return runs.flatMap(({ moments }) => moments);
}

/** A report wraps its lines. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
