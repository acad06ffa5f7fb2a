import {
  type BuildEvidence,
  type Call,
  onlySleeps,
  type ThreadLife,
  type Threads,
  timeTold,
} from '@proclab/lab-kit';
import { loadsUnwinder } from '../threads/ending.ts';

/** Whoever sleeps for longer has slept through all that a thread could be held, and shows nothing of what it waits for. */
const TOO_LONG_MS = 3000;

/** Was this called while the thread lived, or in the time that it took over its end? */
export function isBeforeTheEnd({ at }: Call, { birth, endedAt }: ThreadLife): boolean {
  return (birth?.at ?? 0) < at && at < (endedAt ?? Infinity);
}

/** The sleeps of a fixed time, and too long, that the main thread was in when another ended. */
export function guessesAt(main: ThreadLife, { endedAt }: ThreadLife): readonly Call[] {
  if (endedAt === null) return [];
  return main.calls.filter(
    (call) =>
      onlySleeps(call) &&
      timeTold(call) > TOO_LONG_MS &&
      call.at <= endedAt &&
      (call.returnedAt ?? Infinity) >= endedAt,
  );
}

/**
 * Did the main thread call pthread_exit(3)? Then glibc ends the process in the last thread that is about to make its exit(2),
 * which may be main, while that of another is still being made. Where another thread has loaded the unwinder
 * before, the trace does not show whether main used it, and its source says whether it may have.
 */
export function endsWithTheLast({ main, others }: Threads, { programs }: BuildEvidence): boolean {
  const calls = programs.flatMap((program) => program.calls);
  const mayLeave = calls.some(
    ({ caller, callee }) => caller === 'main' && /^(pthread|thrd)_exit$/.test(callee),
  );
  return loadsUnwinder(main) !== undefined || (mayLeave && others.some((thread) => loadsUnwinder(thread)));
}
