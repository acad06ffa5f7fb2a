import type { Call, ProcessLife, Schedule, Trace } from '../evidence.ts';
import { callsByPid, HELD_CALLS, type Hold, holdsOf } from './holds.ts';

/** Calls that wait for others. */
const WAITS: ReadonlySet<string> = new Set(
  (
    'wait4 waitid read readv nanosleep clock_nanosleep pause rt_sigsuspend rt_sigtimedwait futex ' +
    'poll ppoll select pselect6 epoll_wait epoll_pwait flock semop semtimedop msgrcv ' +
    'accept accept4 recvfrom recvmsg splice open openat fcntl'
  ).split(' '),
);
/** Those wait on a full pipe or socket, pipe(7), unix(7); on a terminal or a file they only take their time. */
const FULL_WRITE = /^(write|writev|sendto|sendmsg)\(\d+<(pipe|socket):/;
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
 * calls. That it made no call proves nothing: it may have waited for a processor.
 *
 * The others are the child of a slow parent, the parent of a slow child, the process of a slow thread, and whoever else
 * is there while a write, a read or a signal is late.
 *
 * @param computed CPU time, ms, that a process is known to have had between two times
 */
export function wasPlayed(schedule: Schedule, trace: Played, computed: CpuTime): boolean {
  const callsOf = callsByPid(trace);
  const lives = new Map(trace.processes.map((life) => [life.pid, life]));
  return holdsOf(schedule, trace.processes, callsOf).every((hold) =>
    othersOf(hold, trace, callsOf).every((pid) =>
      gotFar(schedule, hold, lives.get(pid), callsOf.get(pid) ?? [], computed),
    ),
  );
}

function othersOf(
  { other, held, call, from, to }: Hold,
  { processes }: Played,
  callsOf: ReadonlyMap<number, readonly Call[]>,
): readonly number[] {
  if (other !== null) return [other];
  return processes
    .filter(({ pid }) => pid !== call?.pid || hasOtherThreads(callsOf.get(pid) ?? [], held, from, to))
    .filter(({ bornAt, ended }) => bornAt <= from && (ended?.at ?? Infinity) > from)
    .map(({ pid }) => pid);
}

/** Did a process have threads besides one, in an interval? Those that it had before may have ended, _exit(2). */
function hasOtherThreads(calls: readonly Call[], held: number, from: number, to: number): boolean {
  const seen = new Set(calls.filter(({ at }) => at < to).map(({ tid }) => tid));
  const gone = new Set(calls.filter(({ name, at }) => name === 'exit' && at <= from).map(({ tid }) => tid));
  return [...seen].some((tid) => tid !== held && !gone.has(tid));
}

function gotFar(
  schedule: Schedule,
  { from, to, thread }: Hold,
  life: ProcessLife | undefined,
  calls: readonly Call[],
  computed: CpuTime,
): boolean {
  // A thread, or a child that was gone before its pid could be read.
  if (life === undefined) return true;
  if (life.ended !== null && life.ended.at <= to) return true;
  const during = calls.filter(
    (call) => call.tid !== thread && call.at < to && (call.returnedAt ?? Infinity) > from,
  );
  if (during.some((call) => mayWait(call) && overlap(call, from, to) >= WAITING_MS)) return true;
  const last = calls.findLast((call) => call.at < to);
  if (last !== undefined && stopsItself(last)) return true;
  // A main thread that has ended has nothing left to do, pthread_exit(3).
  if (thread !== null && calls.some(({ pid, tid, name, at }) => name === 'exit' && tid === pid && at <= to))
    return true;
  // It is judged by a hold of its own. The first call is also made by the loader of what a parent has become, ld.so(8).
  if (schedule !== 'slow-thread' && during.some(({ name }) => HELD_CALLS[schedule]?.has(name))) return true;
  return during.length >= MANY_CALLS || computed(life.pid, from, to) >= COMPUTED_MS;
}

/** raise(3) calls tgkill(2), and kill(2) with pid 0 means the own group. */
function stopsItself({ pid, name, args, result }: Call): boolean {
  const [, target, last] = /^(\d+)(?:, (\d+))?, SIG(?:STOP|TSTP|TTIN|TTOU)$/.exec(args) ?? [];
  return /^t?g?kill$/.test(name) && result === 0 && [0, pid].includes(Number(last ?? target));
}

function mayWait({ name, args }: Call): boolean {
  return WAITS.has(name) || FULL_WRITE.test(`${name}(${args}`);
}

function overlap(call: Call, from: number, to: number): number {
  return Math.min(call.returnedAt ?? Infinity, to) - Math.max(call.at, from);
}
