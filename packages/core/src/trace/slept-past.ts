import type { Schedule, Trace } from '../evidence.ts';
import { sleepOf } from './call-kinds.ts';
import { callsByPid, holdsOf } from './holds.ts';

/**
 * Did a parent sleep until after its slow child was let go? Then the child was late for nothing: whoever counts on a child
 * to be ready after a second of sleep is not found out by a delay of 20 ms.
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
  const sleeps = holdsOf(schedule, trace.processes, callsOf).flatMap(({ other, to }) =>
    (callsOf.get(other ?? 0) ?? [])
      .filter(({ at, returnedAt }) => at < to && (returnedAt ?? Infinity) >= to)
      .map((call) => sleepOf(call) ?? 0),
  );
  return Math.max(0, ...sleeps.filter((length) => length < longest));
}
