import type { Schedule } from '@proclab/core';

/** How long a slowed call waits, µs: many times what a child needs to run to its end. */
const DELAY = 20_000;

/** `?`: not every architecture has all of them. */
const FORKS = '?clone,?clone3,?fork,?vfork';

/**
 * How strace plays a schedule, as its own options. The first call that glibc's fork makes in a child is
 * set_robust_list(2); a delay there holds the child back before it reaches the student's code.
 */
export const INJECTIONS: Readonly<Partial<Record<Schedule, readonly string[]>>> = {
  'slow-parent': [`inject=${FORKS}:delay_exit=${DELAY}`],
  'slow-child': [`inject=set_robust_list:delay_enter=${DELAY}`],
  'slow-writer': [`inject=write,writev:delay_enter=${DELAY}`],
  'slow-reader': [`inject=read,readv:delay_enter=${DELAY}`],
  'slow-thread': [`inject=set_robust_list:delay_enter=${DELAY}`],
  'delayed-signal': [`inject=kill,tkill,tgkill:delay_enter=${DELAY}`],
};
