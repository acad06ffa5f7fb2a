import { type Call, callsExhibit, descriptorOf, type Exhibit, type Family, type Run } from '@proclab/lab-kit';

const READS: ReadonlySet<string> = new Set(['read', 'readv']);
const WRITES: ReadonlySet<string> = new Set(['write', 'writev']);
const OTHERS: ReadonlySet<string> = new Set(['fcntl', 'close']);
/** How the kernel names a pipe, proc_pid_fd(5); a FIFO goes by its path. */
const PIPE = /^pipe:\[\d+\]$/;
/** A string as strace writes it, from the 7th character on. */
const LONG_STRING = /"((?:[^"\\]|\\.){6})(?:[^"\\]|\\.)*"(?:\.\.\.)?/g;

/** A call on one end of a pipe. */
export interface PipeCall extends Call {
  /** `pipe:[4711]` */
  readonly pipe: string;
}

/** All that a program and what came of it did to pipes by descriptor, by entry. */
export function pipeCallsOf(run: Run, { program, made }: Family): readonly PipeCall[] {
  const pids = new Set([program, ...made].map(({ pid }) => pid));
  return (run.trace?.calls ?? []).flatMap((call) => {
    if (!pids.has(call.pid) || !(isRead(call) || isWrite(call) || OTHERS.has(call.name))) return [];
    const pipe = descriptorOf(call)?.target ?? '';
    return PIPE.test(pipe) ? [{ ...call, pipe }] : [];
  });
}

export function isRead({ name }: Call): boolean {
  return READS.has(name);
}

export function isWrite({ name }: Call): boolean {
  return WRITES.has(name);
}

/** Bytes that calls say to have moved. */
export function bytesOf(calls: readonly Call[]): number {
  return calls.reduce((sum, { result }) => sum + Math.max(0, result ?? 0), 0);
}

/** A read that found the end: one that asks for no byte gets 0 as well, read(2). */
export function foundEnd(call: Call): boolean {
  return isRead(call) && call.result === 0 && !call.args.endsWith(', 0');
}

/** Calls as `strace -f -s 6` prints them. */
export function shortCallsExhibit(calls: readonly Call[]): Exhibit {
  return callsExhibit(calls.map((call) => ({ ...call, args: call.args.replace(LONG_STRING, '"$1"...') })));
}
