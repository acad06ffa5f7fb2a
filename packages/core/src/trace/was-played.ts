import type { Call, ProcessLife, Schedule, Trace } from '../evidence.ts';
import { isTimed, mayWait, replacesThreads, sharesMemory, stopsItself } from './call-kinds.ts';
import { callsByPid, FORKS, HELD_CALLS, type Hold, holdsOf } from './holds.ts';
import { runsMachinesOwn } from './programs.ts';

/** Who stays in such a call for this long, ms, does wait: a file is read in far less. */
const WAITING_MS = 1;
/** Who had the CPU for this long, ms, did what it could: more than a tick or two of the kernel's accounting. */
const COMPUTED_MS = 50;
/** So many calls during one hold are progress enough, for those that never wait, such as a loop of WNOHANG. */
const MANY_CALLS = 30;

/** What it can be told from. */
type Played = Pick<Trace, 'calls' | 'processes'>;

export type CpuTime = (pid: number, from: number, to: number) => number;

/**
 * Was a schedule really played? A delay is no proof: on a crowded machine the others may not have got
 * the CPU before it was over. It was played if, during each hold, the others got as far as they could
 * without the one that was held: each ended, waited in a call, was held itself, stopped itself, computed, or made many
 * calls. That it made no call proves nothing: it may have waited for a processor. Nor does a wait that was over before
 * any of those held had done anything: what it waited for was there, and it was late to be woken.
 *
 * Two programs of the machine's that the submission has started are left out: who of them comes first is not its doing.
 *
 * The others are the child of a slow parent, the parent of a slow child, the process of a slow thread, the main thread of
 * one that is slow to end, and whoever else is there while a write, a read or a signal is late.
 *
 * @param computed CPU time, ms, that a process is known to have had between two times
 * @param delay how long each hold is at least, ms: after it a slow parent may write to shared memory, which no call tells
 */
export function wasPlayed(schedule: Schedule, trace: Played, computed: CpuTime, delay: number): boolean {
  const callsOf = callsByPid(trace);
  const lives = new Map(trace.processes.map((life) => [life.pid, life]));
  const shares = trace.calls.some(sharesMemory);
  const holds = holdsOf(schedule, trace.processes, callsOf, delay).map((hold) => ({
    ...hold,
    to: schedule === 'slow-parent' && shares ? Math.min(hold.to, hold.from + delay) : hold.to,
    sign: nextSign(hold, trace),
  }));
  return holds.every((hold) => {
    const signs = holds
      .filter(({ from, sign }) => from < hold.to && sign > hold.from)
      .map(({ sign }) => sign);
    return othersOf(hold, trace, callsOf).every(
      (pid) =>
        gotFar(
          schedule,
          { ...hold, sign: Math.min(...signs) },
          lives.get(pid) ?? threadOf(pid, trace),
          ownCalls(schedule, callsOf.get(pid) ?? trace.calls.filter(({ tid }) => tid === pid)),
          computed,
        ) || isNotTheirs(hold, lives.get(hold.held), lives.get(pid), trace),
    );
  });
}

function isNotTheirs(
  { from, to }: Hold,
  held: ProcessLife | undefined,
  other: ProcessLife | undefined,
  { processes }: Played,
): boolean {
  if (held === undefined || other === undefined) return false;
  return runsMachinesOwn(held, from, processes) && runsMachinesOwn(other, to, processes);
}

function othersOf(
  { other, held, call, from, to }: Hold,
  { processes }: Played,
  callsOf: ReadonlyMap<number, readonly Call[]>,
): readonly number[] {
  if (other !== null) return [other];
  return processes
    .filter(({ pid }) => pid !== call?.pid || hasOtherThreads(callsOf.get(pid) ?? [], held, to))
    .filter(({ bornAt, ended }) => bornAt <= from && (ended?.at ?? Infinity) > from)
    .map(({ pid }) => pid);
}

/** Did a process have threads besides one, and still at the end of an interval? They may have ended by then, _exit(2). */
function hasOtherThreads(calls: readonly Call[], held: number, to: number): boolean {
  const seen = new Set(calls.filter(({ at }) => at < to).map(({ tid }) => tid));
  const gone = new Set(calls.filter(({ name, at }) => name === 'exit' && at <= to).map(({ tid }) => tid));
  return [...seen].some((tid) => tid !== held && !gone.has(tid));
}

/** Other threads do not wait for the one that ends: how far the main thread got has to be asked, if none ends them all. */
function ownCalls(schedule: Schedule, calls: readonly Call[]): readonly Call[] {
  return schedule === 'slow-exit' ? calls.filter((call) => isOfMain(call) || endsProcess(call)) : calls;
}

function isOfMain({ pid, tid }: Call): boolean {
  return tid === pid;
}

/** exit_group(2). */
function endsProcess({ name }: Call): boolean {
  return name === 'exit_group';
}

function gotFar(
  schedule: Schedule,
  { from, to, thread, call: late, sign }: Hold & { readonly sign: number },
  life: Pick<ProcessLife, 'pid' | 'ended'> | undefined,
  calls: readonly Call[],
  computed: CpuTime,
): boolean {
  // A child that was gone before its pid could be read.
  if (life === undefined) return true;
  if (life.ended !== null && life.ended.at <= to) return true;
  const during = calls.filter(
    (call) => call.tid !== thread && call.at < to && (call.returnedAt ?? Infinity) > from,
  );
  // It replaces the one that is held, too.
  if (during.some((call) => replacesThreads(call) && overlap(call, from, to) >= WAITING_MS)) return true;
  const waits = during.filter((call) => mayWait(call) && overlap(call, from, to) >= WAITING_MS);
  const until = (call: Call) => (late !== null ? from : isTimed(call) ? Math.min(to, sign) : sign);
  // Who sleeps for less than the hold goes on within it, if it comes to that in time: its naps are to fill half of the hold.
  const naps = waits.filter((call) => isTimed(call) && overlap(call, -Infinity, Infinity) < to - from);
  if (waits.some((call) => !naps.includes(call) && (call.returnedAt ?? Infinity) >= until(call))) return true;
  if (naps.reduce((total, call) => total + overlap(call, from, to), 0) >= (to - from) / 2) return true;
  const last = calls.findLast((call) => call.at < to);
  if (last !== undefined && stopsItself(last)) return true;
  // A main thread that has ended has nothing left to do, pthread_exit(3), nor has one whose process is to end: a thread that
  // is held puts that off.
  const ends = (call: Call) =>
    (endsProcess(call) || (call.name === 'exit' && isOfMain(call))) && call.at <= to;
  if (thread !== null && calls.some(ends)) return true;
  // It is judged by a hold of its own. The first call is also made by the loader of what a parent has become, ld.so(8).
  if (schedule !== 'slow-thread' && during.some(({ name }) => HELD_CALLS[schedule]?.has(name))) return true;
  return during.length >= MANY_CALLS || computed(life.pid, from, to) >= COMPUTED_MS;
}

/** A new thread, as the life of its own that it has beside its process. */
function threadOf(thread: number, { calls }: Played): Pick<ProcessLife, 'pid' | 'ended'> | undefined {
  const birth = calls.find(
    ({ name, args, result }) => result === thread && FORKS.has(name) && args.includes('CLONE_THREAD'),
  );
  if (birth === undefined) return undefined;
  const exit = calls.find(({ tid, name }) => tid === thread && name === 'exit');
  return {
    pid: birth.pid,
    ended: exit === undefined ? null : { at: exit.at, status: { kind: 'exited', code: 0 } },
  };
}

/** When the one that was held did something again, or ended; the end of the hold where neither is known. */
function nextSign({ held, to }: Hold, { calls, processes }: Played): number {
  const next = calls.find(({ tid, at }) => tid === held && at >= to)?.at ?? Infinity;
  const sign = Math.min(next, processes.find(({ pid }) => pid === held)?.ended?.at ?? Infinity);
  return sign === Infinity ? to : sign;
}

function overlap(call: Call, from: number, to: number): number {
  return Math.min(call.returnedAt ?? Infinity, to) - Math.max(call.at, from);
}
