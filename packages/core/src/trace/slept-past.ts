import type { Schedule, Trace } from '../evidence.ts';
import { callsByPid, holdsOf } from './holds.ts';
import { sleepOf } from './sleeps.ts';

/**
 * Did a parent sleep until after its slow child was let go? Then the child was late for nothing: whoever counts on a child
 * to be ready after a second of sleep is not found out by a delay of 20 ms. Who has woken from one sleep meanwhile, and
 * sleeps again, looks in between.
 *
 * @param longest of sleeps that last as long as this, ms, or longer, nothing is said: no delay outlasts them
 * @returns how long the longest such sleep was to last, ms; 0 when there was none
 */
export function sleptPast(
  schedule: Schedule,
  trace: Pick<Trace, 'calls' | 'processes'>,
  longest: number,
): number {
  if (schedule !== 'slow-child') return 0;
  const callsOf = callsByPid(trace);
  const sleeps = holdsOf(schedule, trace.processes, callsOf).flatMap(({ other, from, to }) => {
    const own = (callsOf.get(other ?? 0) ?? []).flatMap((call) => {
      const [length, until] = [sleepOf(call), call.returnedAt ?? Infinity];
      return length !== null && call.at < to && until > from ? [{ length, until }] : [];
    });
    return own.some(({ until }) => until < to) ? [] : own.map(({ length }) => length);
  });
  return Math.max(0, ...sleeps.filter((length) => length < longest));
}
