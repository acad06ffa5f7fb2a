import { type Call, type Exhibit, FORKS, type Run } from '@proclab/core';

/** More lines than this are of no use to a reader. */
const MOST = 12;

/** The calls of one process in a traced run, in the order of their entry; only those named, if any are. */
export function callsBy(run: Run, pid: number, ...names: readonly string[]): readonly Call[] {
  const calls = run.trace?.calls ?? [];
  return calls.filter((call) => call.pid === pid && (names.length === 0 || names.includes(call.name)));
}

/**
 * The call that made a process or a thread of a traced run; undefined for a program that the scenario started.
 *
 * @param tid the pid of a process, for its main thread
 */
export function birthCall(run: Run, tid: number): Call | undefined {
  return run.trace?.calls.find((call) => FORKS.has(call.name) && call.result === tid && call.tid !== tid);
}

/** A descriptor as a call was given it, and what was open there, as `ls -l /proc/PID/fd` names it. */
export interface GivenDescriptor {
  readonly fd: number;
  /** `pipe:[4711]`, `/home/student/x`, `/dev/pts/0`; empty when strace knew none. */
  readonly target: string;
}

/** The descriptor that is the call's first argument: of `read(3<pipe:[7]>, …)` it is 3 on `pipe:[7]`. */
export function descriptorOf(call: Call): GivenDescriptor | null {
  const [, fd, target = ''] = /^(\d+)(?:<([^>]*)>)?/.exec(call.args) ?? [];
  return fd === undefined ? null : { fd: Number(fd), target };
}

/** Calls as strace(1) prints them with `-f`. */
export function callsExhibit(calls: readonly Call[]): Exhibit {
  const lines = calls
    .slice(0, MOST)
    .map((call) => `[pid ${call.tid}] ${call.name}(${call.args})${endOf(call)}`);
  return {
    kind: 'call',
    lines: calls.length > MOST ? [...lines, `… ${calls.length - MOST}`] : lines,
    marked: null,
  };
}

function endOf({ name, result, error }: Call): string {
  if (error !== null) return ` = -1 ${error}`;
  return result !== null && /^m(re)?map$/.test(name) ? ` = 0x${result.toString(16)}` : ` = ${result ?? '?'}`;
}
