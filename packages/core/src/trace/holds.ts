import type { Call, ProcessLife, Schedule, Trace } from '../evidence.ts';

export const FORKS: ReadonlySet<string> = new Set(['fork', 'vfork', 'clone', 'clone3']);

/** The first call that glibc makes in a forked child and in a new thread. */
export const FIRST_CALL = 'set_robust_list';

/** An interval, ms, in which one process or thread was held back, and the process that was to go on meanwhile. */
export interface Hold {
  readonly from: number;
  readonly to: number;
  /** The thread that was held; the pid of the process for its main thread. */
  readonly held: number;
  readonly other: number;
  /** The thread of that process which was held itself. */
  readonly thread: number | null;
}

/** The holds of `slow-parent`, `slow-child` and `slow-thread`, process by process; none for any other schedule. */
export function holdsOf(
  schedule: Schedule,
  processes: readonly ProcessLife[],
  callsOf: ReadonlyMap<number, readonly Call[]>,
): Hold[] {
  if (schedule === 'slow-child')
    return processes.flatMap((life) => childHold(life, callsOf.get(life.pid) ?? []));
  if (schedule === 'slow-parent') return [...callsOf.values()].flatMap(parentHolds);
  if (schedule === 'slow-thread') return [...callsOf.values()].flatMap(threadHolds);
  return [];
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
  return [{ from: first.at, to: first.returnedAt, held: life.pid, other: life.parent, thread: null }];
}

/** So does a new thread; its process goes on with the others. */
function threadHolds(calls: readonly Call[]): Hold[] {
  const seen = new Set<number>();
  return calls.flatMap(({ pid, tid, name, at, returnedAt }) => {
    const isFirst = !seen.has(tid);
    seen.add(tid);
    const isHeld = isFirst && tid !== pid && name === FIRST_CALL && returnedAt !== null;
    return isHeld ? [{ from: at, to: returnedAt, held: tid, other: pid, thread: tid }] : [];
  });
}

/** A fork that has returned waits before its caller goes on: until the caller's next call. */
function parentHolds(calls: readonly Call[]): Hold[] {
  return calls.flatMap((call, index) => {
    const next = calls[index + 1];
    if (!FORKS.has(call.name) || call.result === null || call.result <= 0 || next === undefined) return [];
    return [
      { from: call.returnedAt ?? call.at, to: next.at, held: call.tid, other: call.result, thread: null },
    ];
  });
}
