import type { Call, ThreadLife } from '@proclab/lab-kit';

const NAPS: readonly string[] = ['nanosleep', 'clock_nanosleep'];
/** Shorter naps, ms, are those of a loop that looks again and again. */
const GUESS_MS = 100;

/**
 * The sleep of a fixed time that the main thread was in when another ended: it slept through, once, for want of
 * knowing. Null when it was doing anything else, had ended itself, or naps again and again until something is true.
 */
export function guessedAt(main: ThreadLife, { endedAt }: ThreadLife): Call | null {
  if (endedAt === null) return null;
  const naps = main.calls.filter((call) => NAPS.includes(call.name) && requested(call) >= GUESS_MS);
  const nap = naps.find(({ at, returnedAt }) => at <= endedAt && (returnedAt ?? Infinity) >= endedAt);
  return nap === undefined || naps.length > 1 ? null : nap;
}

/** How long a call asks to sleep, ms: `{tv_sec=1, tv_nsec=500000000}` is 1500. */
function requested({ args }: Call): number {
  const [, seconds = '0', nanoseconds = '0'] = /\{tv_sec=(\d+), tv_nsec=(\d+)\}/.exec(args) ?? [];
  return Number(seconds) * 1000 + Number(nanoseconds) / 1_000_000;
}
