import type { Text } from '@proclab/core';

/** `ok`: works. `weak`: works in a lesser way, verdicts stay right. `missing`: nothing can be graded without it. */
export type ProbeStatus = 'ok' | 'weak' | 'missing';

/** One thing that the grader needs of the machine, and whether it was there when it was tried. */
export interface Probe {
  /** Kebab-case. */
  readonly id: string;
  readonly title: Text;
  readonly status: ProbeStatus;
  /** What was seen: a version, a measurement, or the trouble and its cause. */
  readonly found: Text;
  /** What to do about it, with the exact command; null when nothing needs to or can be done. */
  readonly remedy: Text | null;
}

/** What this machine can and cannot do. */
export interface Examination {
  readonly probes: readonly Probe[];
  /** The worst status of all probes. */
  readonly level: ProbeStatus;
}

const FROM_BEST_TO_WORST: readonly ProbeStatus[] = ['ok', 'weak', 'missing'];

export function worstStatus(statuses: readonly ProbeStatus[]): ProbeStatus {
  return FROM_BEST_TO_WORST.findLast((status) => statuses.includes(status)) ?? 'ok';
}

/** Can this machine run and judge submissions? What is weak does not stand in the way. */
export function canGrade(examination: Examination): boolean {
  return examination.level !== 'missing';
}
