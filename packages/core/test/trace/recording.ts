import { readdirSync, readFileSync } from 'node:fs';
import { readTrace, type ProcessLife, type Trace, type TraceOrigin } from '../../src/index.ts';

const fixtures = new URL('./fixtures/', import.meta.url);

/** Names of all that record.sh has recorded. */
export const recordings = readdirSync(fixtures)
  .filter((file) => file.endsWith('.strace'))
  .map((file) => file.slice(0, -'.strace'.length));

export function recordedLog(name: string): string {
  return readFileSync(new URL(`${name}.strace`, fixtures), 'utf8');
}

export function recordedOrigin(name: string): TraceOrigin {
  return JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), 'utf8')) as TraceOrigin;
}

/** A recording as it is read; `root` is the program that was attached, `others` all it led to. */
export function readRecording(name: string): Trace & { root: ProcessLife; others: ProcessLife[] } {
  const trace = readTrace(recordedLog(name), recordedOrigin(name));
  const root = trace.processes.find(({ bornBy }) => bornBy === 'start')!;
  return { ...trace, root, others: trace.processes.filter((life) => life !== root) };
}

const T0 = 1_700_000_000;

/** Reads hand-made lines: line n (from 0) happens at n ms; process n inside is 100 + n outside, and 101 the root. */
export function readLines(...lines: string[]): Trace {
  const log =
    lines.map((line, i) => line.replace(/^(\d+) /, `$1 ${(T0 + i / 1000).toFixed(6)} `)).join('\n') + '\n';
  return readTrace(log, {
    roots: [{ hostPid: 101, pid: 1, startedAt: 0 }],
    epoch: T0,
    terminals: ['/dev/pts/0'],
  });
}

/** What strace prints for glibc's fork() by 101 that makes `pid`, at a moment when nothing interrupts. */
export function forkLine(pid: number, maker = 101): string {
  return `${maker} clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f) = ${pid} /* ${100 + pid} in strace's PID NS */`;
}
