import type { Call } from '../evidence.ts';

const NAPS: ReadonlySet<string> = new Set(['nanosleep', 'clock_nanosleep']);
const POLLS: ReadonlySet<string> = new Set(['poll', 'ppoll', 'select', 'pselect6']);
/** Polls of no descriptor at all, poll(2), select(2), and how their time limit begins. */
const OF_NOTHING = /^(?:(?:NULL|\[\]|0x[0-9a-f]+), 0|\d+(?:, (?:NULL|\[\])){3}), (-|NULL|.)/;

/** Is it a poll of no descriptor, and does a time limit end it? Null where it is none. */
export function pollsNothing({ name, args }: Call): 'timed' | 'endless' | null {
  const limit = POLLS.has(name) ? OF_NOTHING.exec(args)?.[1] : undefined;
  if (limit === undefined) return null;
  return limit === '-' || limit === 'NULL' ? 'endless' : 'timed';
}

/** Does nothing but time, or a signal, end a call? nanosleep(2), and polls of nothing with a time limit. */
export function onlySleeps(call: Call): boolean {
  return NAPS.has(call.name) || pollsNothing(call) === 'timed';
}

/** The time that such a call is told, ms: `{tv_sec=1, tv_nsec=500000000}` is 1500, as is the `1500` of poll(2). */
export function timeTold({ args }: Call): number {
  const [, seconds, unit, part] = /\{tv_sec=(\d+), tv_([un])sec=(\d+)\}/.exec(args) ?? [];
  if (seconds === undefined) return Number(/, (\d+)$/.exec(args)?.[1] ?? 0);
  return Number(seconds) * 1000 + Number(part) / (unit === 'u' ? 1e3 : 1e6);
}

/** How long a call only sleeps, ms, if no signal comes; null where it does not, or is told a time of day. */
export function sleepOf(call: Call): number | null {
  return onlySleeps(call) && !call.args.includes('TIMER_ABSTIME') ? timeTold(call) : null;
}
