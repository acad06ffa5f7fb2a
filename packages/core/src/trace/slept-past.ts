import type { Call, Run } from '../evidence.ts';
import { callsByPid, type Hold, holdsOf } from './holds.ts';
import { sleepOf } from './sleeps.ts';

/** A time that somebody asked to sleep for, and when it was over, ms. */
interface Sleep {
  readonly length: number;
  readonly until: number;
}

/**
 * Did a parent sleep until after its slow child was let go, or a main thread until after another had ended? Then that one
 * was late for nothing: whoever counts on a child to be ready after a second of sleep is not found out by a delay of
 * 20 ms.
 *
 * @param longest of sleeps that last as long as this, ms, or longer, nothing is said: no delay outlasts them
 * @returns how long the longest such sleep was to last, ms; 0 when there was none
 */
export function sleptPast(
  { schedule, trace, delay }: Pick<Run, 'schedule' | 'trace' | 'delay'>,
  longest: number,
): number {
  const outlasting = schedule === 'slow-child' ? ofParent : schedule === 'slow-exit' ? ofMainThread : null;
  if (outlasting === null || trace === null) return 0;
  const callsOf = callsByPid(trace);
  const lengths = holdsOf(schedule, trace.processes, callsOf, delay)
    .flatMap((hold) => outlasting(hold, callsOf.get(hold.other ?? 0) ?? []))
    .map(({ length }) => length);
  return Math.max(0, ...lengths.filter((length) => length < longest));
}

/**
 * Who has woken from one sleep meanwhile, and sleeps again, looks in between. Who wakes so short a time before the end of
 * the hold may have come to nothing within it.
 */
function ofParent({ from, to }: Hold, calls: readonly Call[]): readonly Sleep[] {
  const sleeps = calls.flatMap((call) => sleepAt(call, to)).filter(({ until }) => until > from);
  if (sleeps.length === 1) return sleeps.filter(({ length, until }) => to - until < length / 2);
  return sleeps.some(({ until }) => until < to) ? [] : sleeps;
}

/**
 * One who sleeps several times in a row may be counting the seconds: nothing tells that it looked. At the very moment at
 * which the other ended it may have been between two sleeps.
 */
function ofMainThread({ from, to }: Hold, calls: readonly Call[]): readonly Sleep[] {
  const own = calls.filter(({ pid, tid }) => tid === pid);
  const sleeps = own.flatMap((call) => sleepAt(call, to)).filter(({ until }) => until > from);
  if (sleeps.length === 0) return [];
  const next = own.find((call) => call.at >= to && sleepOf(call) !== null);
  return [...sleeps, ...(next ? sleepAt(next, Infinity) : [])].filter(({ until }) => until > to);
}

function sleepAt(call: Call, time: number): readonly Sleep[] {
  const length = call.at < time ? sleepOf(call) : null;
  return length === null ? [] : [{ length, until: call.returnedAt ?? Infinity }];
}
