import type { BuildEvidence, Call, ThreadLife, Threads } from '@proclab/lab-kit';
import { loadsUnwinder } from '../threads/ending.ts';

/** Sleeps, and calls that wait for a time when they are given nothing else to wait for. */
const NAP = /^((clock_)?nanosleep\(|p?select6?\(0, NULL, NULL, NULL, |p?poll\((NULL|\[\]), 0, )/;
/** Whoever sleeps for longer has slept through all that a thread could be held, and shows nothing of what it waits for. */
const TOO_LONG_MS = 3000;

/** The sleeps of a fixed time, and too long, that the main thread was in when another ended. */
export function guessesAt(main: ThreadLife, { endedAt }: ThreadLife): readonly Call[] {
  if (endedAt === null) return [];
  return main.calls.filter(
    (call) =>
      NAP.test(`${call.name}(${call.args}`) &&
      requested(call) > TOO_LONG_MS &&
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

/** How long a call asks to sleep, ms: `{tv_sec=1, tv_nsec=500000000}` is 1500, as is the `1500` of poll(2). */
function requested({ args }: Call): number {
  const [, seconds, unit, part] = /\{tv_sec=(\d+), tv_([un])sec=(\d+)\}/.exec(args) ?? [];
  if (seconds === undefined) return Number(/, 0, (\d+)$/.exec(args)?.[1] ?? 0);
  return Number(seconds) * 1000 + Number(part) / (unit === 'u' ? 1e3 : 1e6);
}
