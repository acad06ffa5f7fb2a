import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Schedule } from '@proclab/core';

/** How long a slowed call waits on an idle machine, ms: many times what a process needs to go on meanwhile. */
const DELAY_MS = 20;
const LONGEST_DELAY_MS = 500;

/** `?`: not every architecture has all of them. */
const FORKS = '?clone,?clone3,?fork,?vfork';

/** How strace plays each schedule: the calls that wait, at which end, strace(1), "Tampering". */
const SLOWED: Readonly<Partial<Record<Schedule, readonly [calls: string, end: 'delay_enter' | 'delay_exit']>>> = {
  'slow-parent': [FORKS, 'delay_exit'],
  // The first call that glibc's fork makes in a child: it waits before it reaches the student's code.
  'slow-child': ['set_robust_list', 'delay_enter'],
  'slow-writer': ['write,writev', 'delay_enter'],
  'slow-reader': ['read,readv', 'delay_enter'],
  'slow-thread': ['set_robust_list', 'delay_enter'],
  'delayed-signal': ['kill,tkill,tgkill', 'delay_enter'],
};

/** strace's options that play a schedule on this machine as busy as it is just now. */
export function injectionOf(schedule: Schedule): string[] {
  const slowed = SLOWED[schedule];
  if (!slowed) return [];
  const [calls, end] = slowed;
  return ['-e', `inject=${calls}:${end}=${delayFor(runnableTasks() / cpus().length) * 1000}`];
}

/**
 * A delay must outlast what others do meanwhile, or the schedule is not played. Where tasks wait for a
 * processor, each of their steps takes that many turns, and strace adds a step to every call.
 *
 * @param crowd runnable tasks per processor
 * @returns milliseconds
 */
export function delayFor(crowd: number): number {
  return Math.min(DELAY_MS * Math.max(1, Math.ceil(crowd)) ** 2, LONGEST_DELAY_MS);
}

/** The fourth field of /proc/loadavg, before the slash, proc(5). */
function runnableTasks(): number {
  return Number(/ (\d+)\/\d+ /.exec(readFileSync('/proc/loadavg', 'utf8'))?.[1] ?? 1);
}
