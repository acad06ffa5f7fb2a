import {
  type Check,
  type Family,
  familyOf,
  type Finding,
  type ProcessState,
  type Run,
  type Text,
} from '@proclab/lab-kit';
import { bytesOf, isRead, isWrite, type PipeCall, pipeCallsOf } from '../shared/pipe-calls.ts';

export const UNWRITTEN: Text = {
  zh: '没有进程往管道里写进任何东西',
  en: 'nobody wrote anything into a pipe',
};

/** A traced run of the program. */
export interface Story {
  readonly run: Run;
  readonly family: Family;
  /** The size on the command line. */
  readonly asked: number;
  readonly calls: readonly PipeCall[];
  /** A read that found the pipe empty; undefined if none did. */
  readonly emptyRead: PipeCall | undefined;
  /** The pipe that was filled; null if nothing was written to any. */
  readonly filled: Filled | null;
}

/** The pipe that was written to until it was full. */
export interface Filled {
  readonly pipe: string;
  /** What was done to it alone, by entry. */
  readonly calls: readonly PipeCall[];
  /** The write that found it full; undefined if none did. */
  readonly fullWrite: PipeCall | undefined;
  /** Bytes that were in it then, or before anything was read from it. */
  readonly bytes: number;
}

/**
 * A judge of a traced run. Most of it needs no second process.
 *
 * @throws Error when the run was not traced; the judge reports that as a fault of the check.
 */
export function ofStory(judge: (story: Story) => Finding): Check['judge'] {
  return (run) => {
    const family = familyOf(run);
    if (family === null) throw new Error(`run ${run.id} has no trace of a program`);
    return judge(storyOf(run, family));
  };
}

function storyOf(run: Run, family: Family): Story {
  const calls = pipeCallsOf(run, family);
  return {
    run,
    family,
    asked: Number(run.programs[0]?.argv[1]),
    calls,
    emptyRead: calls.find((call) => isRead(call) && isWouldBlock(call)),
    filled: filledOf(calls),
  };
}

function filledOf(all: readonly PipeCall[]): Filled | null {
  const writes = all.filter(isWrite);
  const first = writes.find(isWouldBlock);
  const pipe = first?.pipe ?? writes.find((call) => (call.result ?? 0) > 0)?.pipe;
  if (pipe === undefined) return null;
  const calls = all.filter((call) => call.pipe === pipe);
  const fullWrite = first && lastVain(calls, first);
  return { pipe, calls, fullWrite, bytes: fullWrite ? bytesAt(calls, fullWrite) : bytesBeforeReads(calls) };
}

function bytesAt(calls: readonly PipeCall[], { at }: PipeCall): number {
  const before = calls.filter((call) => call.at < at);
  return bytesOf(before.filter(isWrite)) - bytesOf(before.filter(isRead));
}

/** What went in before anything came out: a write that waited for that is left out. */
function bytesBeforeReads(calls: readonly PipeCall[]): number {
  const end = calls.find((call) => isRead(call) && (call.result ?? 0) > 0)?.at ?? Infinity;
  return bytesOf(calls.filter((call) => isWrite(call) && (call.returnedAt ?? Infinity) < end));
}

/** Where a large block no longer fits, smaller ones may: the last such write of its maker before anything is read. */
function lastVain(calls: readonly PipeCall[], first: PipeCall): PipeCall {
  const next = calls.find((call) => isRead(call) && call.at > first.at)?.at ?? Infinity;
  const vain = calls.filter((call) => isWrite(call) && isWouldBlock(call) && call.pid === first.pid);
  return vain.findLast(({ at }) => at < next) ?? first;
}

/** EAGAIN and EWOULDBLOCK are one number on Linux, errno(3). */
function isWouldBlock({ error }: PipeCall): boolean {
  return error === 'EAGAIN';
}

/** Calls by which a size was asked of a pipe or for it, fcntl(2), "Changing the capacity of a pipe". */
export function sizeCalls(calls: readonly PipeCall[]): readonly PipeCall[] {
  return calls.filter(({ name, args }) => name === 'fcntl' && /, F_[GS]ETPIPE_SZ\b/.test(args));
}

/** What a pipe can hold, as the kernel told the program last; null if the program never asked. */
export function capacityOf(calls: readonly PipeCall[]): PipeCall | null {
  return sizeCalls(calls).findLast(({ result }) => (result ?? 0) > 0) ?? null;
}

/** A write that waited until somebody else had read from the full pipe; undefined if there was none. */
export function writeThatWaited({ calls, fullWrite }: Filled): PipeCall | undefined {
  const late = calls.filter(({ at, result }) => at > (fullWrite?.at ?? 0) && (result ?? 0) > 0);
  let read: PipeCall | undefined;
  // From the end, so that the next read is known at each write: there may be tens of thousands of calls.
  return late.findLast((call) => {
    if (isRead(call)) read = call;
    return isWrite(call) && read !== undefined && read.at < (call.returnedAt ?? Infinity);
  });
}

/**
 * Does this process sleep in a write to a full pipe? The function of the kernel has been called pipe_write, pipe_wait
 * and anon_pipe_write. Where it is hidden, being asleep has to do.
 */
export function waitsForRoom({ state, wchan }: ProcessState): boolean {
  return state === 'S' && (wchan === null || /pipe_w/.test(wchan));
}
