import type { Schedule } from '@proclab/core';

/**
 * How long a slowed call waits in one try after the other, ms: at first what others need meanwhile on an idle machine
 * and some more, then longer, as long as the trace shows that it was not enough. A slow parent waits at every fork,
 * slow children all at once. Threads that are slow to end outlast a sleep of three seconds where there is one.
 */
export function delaysOf(schedule: Schedule): readonly number[] {
  if (schedule === 'slow-exit') return [400, 3500];
  const first = schedule === 'slow-parent' ? 10 : 20;
  return [1, 4, 16, 64, 150].map((factor) => first * factor);
}

/** `?`: not every architecture has all of them. */
const FORKS = '?clone,?clone3,?fork,?vfork';

/** How strace plays each schedule: the calls that wait, at which end, strace(1), "Tampering". */
const SLOWED: Readonly<
  Partial<Record<Schedule, readonly [calls: string, end: 'delay_enter' | 'delay_exit', which?: 'when=1']>>
> = {
  'slow-parent': [FORKS, 'delay_exit'],
  // The first call that glibc's fork makes in a child: it waits before it reaches the student's code.
  // The program that the child execs makes it once more, and is not held again: `when` counts in each process.
  'slow-child': ['set_robust_list', 'delay_enter', 'when=1'],
  'slow-writer': ['write,writev', 'delay_enter'],
  'slow-reader': ['read,readv', 'delay_enter'],
  // A thread makes it first, too. What comes after is slowed down in the twin of the program, compile-twin.ts.
  'slow-thread': ['set_robust_list', 'delay_enter'],
  // Made by threads alone: a process ends by exit_group.
  'slow-exit': ['exit', 'delay_enter'],
  'delayed-signal': ['kill,tkill,tgkill', 'delay_enter'],
};

/** strace's options that play a schedule with a delay in ms. */
export function injectionOf(schedule: Schedule, delay: number): string[] {
  const slowed = SLOWED[schedule];
  if (!slowed) return [];
  const [calls, end, ...which] = slowed;
  return ['-e', [`inject=${calls}`, `${end}=${delay * 1000}`, ...which].join(':')];
}
