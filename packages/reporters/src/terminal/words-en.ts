import type { CheckStatus, Schedule } from '@proclab/core';
import type { Words } from './words.ts';

const RUN: Readonly<Record<Schedule, string>> = {
  natural: 'the natural run',
  'as-it-comes': 'the traced run',
  'slow-parent': 'the run with a slow parent',
  'slow-child': 'the run with slow children',
  'slow-writer': 'the run with a slow writer',
  'slow-reader': 'the run with a slow reader',
  'slow-thread': 'the run with slow threads',
  'slow-exit': 'the run in which threads are slow to end',
  'delayed-signal': 'the run with late signals',
};

const WHEN: Readonly<Record<Schedule, string>> = {
  natural: 'when nothing slows it down',
  'as-it-comes': 'when its system calls are traced',
  'slow-parent': 'when the parent is slow',
  'slow-child': 'when a child is slow',
  'slow-writer': 'when the writer is slow',
  'slow-reader': 'when the reader is slow',
  'slow-thread': 'when threads are slow to reach what they share',
  'slow-exit': 'when threads are slow to end',
  'delayed-signal': 'when a signal comes late',
};

const COUNTS: readonly (readonly [CheckStatus, string])[] = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['not-checked', 'not checked'],
  ['error', 'not judged'],
];

export const en: Words = {
  labels: {
    must: 'must',
    seen: 'seen',
    line: 'line',
    luck: 'luck',
    story: 'how',
    hint: 'hint',
    try: 'try',
    tree: 'tree',
    also: 'also',
  },
  sameReason: (list) => `failed for the same reason: ${list}`,
  remedy: 'remedy',
  list: (items) =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`,
  moreLines: (count) => `… ${count} more ${plural(count, 'line')}`,
  earlierLines: (count) => `… ${count} ${plural(count, 'line')} before this`,
  moreProcesses: (count) => `… ${count} more ${count === 1 ? 'process' : 'processes'}`,
  where: ({ moment, ms, schedule, run }) =>
    `${moment === null ? '' : `at "${moment}", `}${instant(ms)} into ${RUN[schedule]}${run === schedule ? '' : ` (${run})`}`,
  witnesses: {
    ps: 'ps',
    proc: '/proc',
    terminal: 'terminal output',
    files: 'the list of files',
    syslog: 'syslog',
    strace: 'strace',
  },
  seenWith: (witness, checks) => `${witness}: ${checks}`,
  allSeenWith: (witness) => `All of this was seen with ${witness}.`,
  sentence: (parts) => `Seen with ${parts.join('; with ')}.`,
  stuck:
    'It was not waited for any longer: every process was waiting for another, or for the keyboard, and nothing could happen any more.',
  luck: (schedules) =>
    `In other runs it passed, but only by luck: it fails ${en.list(schedules.map((each) => WHEN[each]))}. ` +
    'A correct program passes whoever gets the CPU first.',
  story: {
    ms: 'ms',
    roles: {
      parent: 'parent',
      child: 'child',
      sibling: 'sibling',
      'main-thread': 'main thread',
      thread: 'thread',
    },
    column: (pid, name, role) => (role === null ? `${pid} ${name}` : `${pid} ${role} (${name})`),
    held: (untilMs) => `- held back ${untilMs === null ? 'to the end' : `until ${Math.round(untilMs)} ms`}`,
    signal: (signal, handled) => `- ${signal} arrives, ${handled ? 'its handler runs' : 'no handler'}`,
    killed: (signal) => `- ended by ${signal}`,
  },
  notChecked: (checks) => `Could not be checked: ${checks}`,
  notJudged: (checks) => `Not judged, through no fault of yours: ${checks}`,
  build: {
    failed: (programs) => `${programs} did not compile, so nothing was run.`,
    missing: (files) => `Your submission lacks ${files}, so nothing was run.`,
    limit: (programs) => `Compiling ${programs} took more than is allowed, so nothing was run.`,
    warnings: (count) => `It compiled, with ${count} ${plural(count, 'warning')}:`,
    moreWarnings: (count) => `… ${count} more ${plural(count, 'warning')}`,
  },
  limits: {
    heading: 'Your program ran into a limit:',
    names: {
      processes: 'processes',
      memory: 'memory',
      'cpu-time': 'CPU time',
      'file-size': 'file size',
      disk: 'disk',
      'open-files': 'open files',
      output: 'output',
      'wall-time': 'time',
    },
  },
  faults: 'The grader or this machine failed here, not your program:',
  fault: (what, code) => `${what} [${code}]`,
  total: {
    points: (earned, possible) => `${earned} of ${possible} points`,
    counts: (counts) =>
      COUNTS.filter(([status]) => counts[status] > 0)
        .map(([status, name]) => `${counts[status]} ${name}`)
        .join(', '),
    all: 'Every check passed.',
    noFaultOfYours: 'What was not judged costs you no points. Once the cause is removed, grade again.',
  },
  overview: {
    lab: 'lab',
    exercise: 'exercise',
    points: 'points',
    checks: 'checks',
    lost: (points) => `−${points} ${points === '1' ? 'point' : 'points'}`,
    moreLosses: (count, points) =>
      `${count} more ${plural(count, 'failure')} (−${points} points) would not fit here; the saved verdicts have them all.`,
  },
  waiting: (what) => `waiting: ${what}`,
  until: (elapsedMs, withinMs) => `, until ${seconds(withinMs)} (${seconds(elapsedMs)})`,
  matrix: {
    kinds: {
      reference: 'reference',
      starter: 'starter',
      variant: 'variant',
      mutant: 'mutant',
      repaired: 'repaired',
      racy: 'racy',
      empty: 'empty',
    },
    points: 'points',
    caughtBy: (mutants) => `catches ${mutants.join(', ')}`,
    caughtByNone: 'catches no mutant',
    signs: '✔ pass  ✘ fail  ? not checked  ! not judged  [ ] not as expected',
    allAsExpected: (programs) => `${programs} ${plural(programs, 'program')}, all as expected.`,
    deviations: (deviating, programs) =>
      `${deviating} of ${programs} ${plural(programs, 'program')} not as expected.`,
  },
};

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function instant(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : seconds(ms);
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}
