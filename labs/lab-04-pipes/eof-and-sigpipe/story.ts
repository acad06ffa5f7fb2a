import {
  type Check,
  descriptorOf,
  type Family,
  type Finding,
  ofFamily,
  printedAfter,
  type ProcessLife,
  type Run,
} from '@proclab/lab-kit';
import { bytesOf, foundEnd, isRead, isWrite, type PipeCall, pipeCallsOf } from '../shared/pipe-calls.ts';

/** What went through the one pipe of the first part. */
export interface Flow {
  readonly pipe: string;
  readonly writes: readonly PipeCall[];
  /** Who wrote how much, by its first write. */
  readonly writers: readonly { readonly pid: number; readonly bytes: number }[];
  /** Who read; null if nobody did. */
  readonly reader: number | null;
  readonly reads: readonly PipeCall[];
  /** The read that found the end; undefined if none did. */
  readonly end: PipeCall | undefined;
}

/** A write that failed for want of a reader, and who made it. */
export interface BrokenWrite {
  readonly call: PipeCall;
  readonly life: ProcessLife;
}

/** A traced run of the program. */
export interface Story {
  readonly run: Run;
  readonly family: Family;
  /** The numbers of the command line. */
  readonly numbers: readonly number[];
  readonly calls: readonly PipeCall[];
  /** The pipe that most bytes were written to; null if nothing was written to any. */
  readonly flow: Flow | null;
  /** On other pipes than that of the flow. */
  readonly broken: readonly BrokenWrite[];
}

/** A judge of a traced run. One in which no process was made fails. */
export function ofStory(judge: (story: Story) => Finding): Check['judge'] {
  return (run, exercise) => ofFamily((family) => judge(storyOf(run, family)))(run, exercise);
}

/** The numbers that the program was started with. */
export function numbersGiven(run: Run): readonly number[] {
  return (run.programs[0]?.argv.slice(1) ?? []).map(Number);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Does this process hold the write end that it made itself, never closed? Its number; null if not. */
export function ownWriteEnd({ calls, run }: Story, pid: number, pipe: string): number | null {
  const maker = run.trace?.calls.find(
    ({ name, args }) => (name === 'pipe' || name === 'pipe2') && args.includes(`<${pipe}>]`),
  );
  const fd = /(\d+)<pipe:\[\d+\]>\]/.exec(maker?.args ?? '')?.[1];
  const closed = calls.some(
    (call) => call.name === 'close' && call.pid === pid && descriptorOf(call)?.fd === Number(fd),
  );
  return fd === undefined || closed ? null : Number(fd);
}

/** Was it ended by SIGPIPE? */
export function diedOfSigpipe({ ended }: ProcessLife): boolean {
  return ended?.status.kind === 'signaled' && ended.status.signal === 'SIGPIPE';
}

/** What the one who reaped a process printed from then on; empty when that was no wait call of its parent. */
export function printedByReaper({ run }: Story, { reaped }: ProcessLife): string {
  return reaped === null || reaped.call === null ? '' : printedAfter(run, reaped.call);
}

function storyOf(run: Run, family: Family): Story {
  const calls = pipeCallsOf(run, family);
  const flow = flowOf(calls);
  const broken = calls
    .filter((call) => isWrite(call) && call.error === 'EPIPE' && call.pipe !== flow?.pipe)
    .map((call) => ({ call, life: [family.program, ...family.made].find(({ pid }) => pid === call.pid)! }));
  return { run, family, numbers: numbersGiven(run), calls, flow, broken };
}

function flowOf(calls: readonly PipeCall[]): Flow | null {
  const written = calls.filter((call) => isWrite(call) && (call.result ?? 0) > 0);
  const perPipe = [...new Set(written.map(({ pipe }) => pipe))].map((pipe) =>
    written.filter((call) => call.pipe === pipe),
  );
  const [writes] = perPipe.toSorted((a, b) => bytesOf(b) - bytesOf(a));
  if (writes === undefined) return null;
  const pipe = writes[0]!.pipe;
  const reads = calls.filter((call) => isRead(call) && call.pipe === pipe);
  const writers = [...new Set(writes.map(({ pid }) => pid))].map((pid) => ({
    pid,
    bytes: bytesOf(writes.filter((call) => call.pid === pid)),
  }));
  const end = reads.find(foundEnd);
  return { pipe, writes, writers, reader: (end ?? reads[0])?.pid ?? null, reads, end };
}
