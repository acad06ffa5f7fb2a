import type { Call, ProcessLife, Schedule, Trace } from '../evidence.ts';

/** Calls that make a process or a thread. */
export const FORKS: ReadonlySet<string> = new Set(['fork', 'vfork', 'clone', 'clone3']);

/** The first call that glibc makes in a forked child and in a new thread. */
export const FIRST_CALL = 'set_robust_list';

/** The calls in which each schedule holds back whoever makes them: a slow parent once they have returned, others before. */
export const HELD_CALLS: Readonly<Partial<Record<Schedule, ReadonlySet<string>>>> = {
  'slow-parent': FORKS,
  'slow-child': new Set([FIRST_CALL]),
  'slow-thread': new Set([FIRST_CALL]),
  'slow-writer': new Set(['write', 'writev']),
  'slow-reader': new Set(['read', 'readv']),
  'delayed-signal': new Set(['kill', 'tkill', 'tgkill']),
};

/** The part of its delay that a call was surely held by the clock of the trace, which may be adjusted meanwhile, adjtime(3). */
const SURELY = 0.97;

/** An interval, ms, in which one process or thread was held back, and the process that was to go on meanwhile. */
export interface Hold {
  readonly from: number;
  readonly to: number;
  /** The thread that was held; the pid of the process for its main thread. */
  readonly held: number;
  /** Null: all others. */
  readonly other: number | null;
  /** The thread of that process which was held itself. */
  readonly thread: number | null;
  /** The call that was made late; null where it is of no interest. */
  readonly call: Call | null;
}

/**
 * The holds of a schedule, process by process.
 *
 * @param delay how long each is at least, ms
 */
export function holdsOf(
  schedule: Schedule,
  processes: readonly ProcessLife[],
  callsOf: ReadonlyMap<number, readonly Call[]>,
  delay: number,
): Hold[] {
  if (schedule === 'slow-child')
    return processes.flatMap((life) => childHold(life, callsOf.get(life.pid) ?? []));
  if (schedule === 'slow-parent') return [...callsOf.values()].flatMap(parentHolds);
  if (schedule === 'slow-thread') return [...callsOf.values()].flatMap(threadHolds);
  if (schedule === 'slow-exit') return [...callsOf.values()].flatMap((calls) => exitHolds(calls, delay));
  return lateCalls(HELD_CALLS[schedule] ?? new Set(), [...callsOf.values()].flat());
}

/** The calls of a trace by the pid of their process, each in the order of the trace. */
export function callsByPid({ calls }: Pick<Trace, 'calls'>): Map<number, Call[]> {
  const callsOf = new Map<number, Call[]>();
  for (const call of calls) {
    const known = callsOf.get(call.pid);
    if (known) known.push(call);
    else callsOf.set(call.pid, [call]);
  }
  return callsOf;
}

/** A forked child waits at the entry of its first call. */
function childHold(life: ProcessLife, calls: readonly Call[]): Hold[] {
  const [first] = calls;
  if (life.parent === null || first?.name !== FIRST_CALL || first.returnedAt === null) return [];
  const { at: from, returnedAt: to } = first;
  return [{ from, to, held: life.pid, other: life.parent, thread: null, call: null }];
}

/** So does a new thread; its process goes on with the others. */
function threadHolds(calls: readonly Call[]): Hold[] {
  const seen = new Set<number>();
  return calls.flatMap(({ pid, tid, name, at, returnedAt }) => {
    const isFirst = !seen.has(tid);
    seen.add(tid);
    const isHeld = isFirst && tid !== pid && name === FIRST_CALL && returnedAt !== null;
    return isHeld ? [{ from: at, to: returnedAt, held: tid, other: pid, thread: tid, call: null }] : [];
  });
}

/** A thread waits before it ends, _exit(2); its main thread is to go on. */
function exitHolds(calls: readonly Call[], delay: number): Hold[] {
  return calls
    .filter(({ name, pid, tid }) => name === 'exit' && tid !== pid)
    .map((exit) => ({
      from: exit.at,
      to: endOfSlowExit(exit, delay),
      held: exit.tid,
      other: exit.pid,
      thread: exit.tid,
      call: null,
    }));
}

/** When a thread that was held in its exit(2) for a delay had surely not ended yet, ms. */
export function endOfSlowExit(exit: Call, delay: number): number {
  return exit.at + delay * SURELY;
}

/** A fork that has returned waits before its caller goes on: until the caller's next call. */
function parentHolds(calls: readonly Call[]): Hold[] {
  return calls.flatMap((call, index) => {
    if (!FORKS.has(call.name) || call.result === null || call.result <= 0) return [];
    // Of a process that makes a thread the next call may be that thread's.
    const next = calls.slice(index + 1).find(({ tid }) => tid === call.tid);
    if (next === undefined) return [];
    const [from, to] = [call.returnedAt ?? call.at, next.at];
    return [{ from, to, held: call.tid, other: call.result, thread: null, call: null }];
  });
}

/** All waited equally long before they were made; what goes beyond the shortest is waiting of another kind. */
function lateCalls(names: ReadonlySet<string>, calls: readonly Call[]): Hold[] {
  const holds = calls.flatMap((call): Hold[] =>
    names.has(call.name) && call.returnedAt !== null
      ? [{ from: call.at, to: call.returnedAt, held: call.tid, other: null, thread: call.tid, call }]
      : [],
  );
  const delay = Math.min(...holds.map(({ from, to }) => to - from));
  return holds.map((hold) => ({ ...hold, to: hold.from + delay }));
}
