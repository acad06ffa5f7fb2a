import {
  type Call,
  type Check,
  endOfSlowExit,
  type Exhibit,
  fail,
  type Finding,
  type Run,
  type Text,
  writtenTo,
} from '@proclab/core';
import { callsBy } from './calls.ts';
import { type Family, familyOf } from './family.ts';
import { linesOf } from './lines.ts';
import { gotTyped, terminalsOf } from './terminals.ts';

const MAKERS: readonly string[] = ['clone', 'clone3'];
const ENDS: readonly string[] = ['exit', 'exit_group'];
/** More lines than this are of no use to a reader. */
const MOST = 16;

/** One thread of a process in a traced run. */
export interface ThreadLife {
  /** What gettid(2) gives it; the pid of the process for its main thread. */
  readonly tid: number;
  /** The call that made it; null for the main thread. */
  readonly birth: Call | null;
  /** By their entry; the last one of a thread that ended by itself is `exit`. */
  readonly calls: readonly Call[];
  /**
   * When it ended by itself, ms: its exit(2), with what it was held there, or its exit_group(2), which glibc calls in the last
   * thread of a process; null if another ended the process first.
   */
  readonly endedAt: number | null;
  /** All that it wrote to a terminal itself. */
  readonly printed: string;
  /** The lines of that, each with the time at which it was begun, ms; the last may be unfinished. */
  readonly lines: readonly TimedLine[];
}

/** A line without its end and without colours. */
export interface TimedLine {
  readonly text: string;
  readonly at: number;
}

/** The threads of a process of a traced run, by birth, the main thread first. */
export function threadsOf(run: Run, pid: number): readonly ThreadLife[] {
  const calls = callsBy(run, pid);
  const births = calls.filter(makesThread);
  return [
    threadOf(run, calls, pid, null),
    ...births.map((birth) => threadOf(run, calls, birth.result!, birth)),
  ];
}

/** Does this call make a thread, and not a process? clone(2), CLONE_THREAD. */
export function makesThread({ name, args, result }: Call): boolean {
  return asksForThread({ name, args }) && (result ?? 0) > 0;
}

/** The same of a call that may have failed. */
export function asksForThread({ name, args }: Pick<Call, 'name' | 'args'>): boolean {
  return MAKERS.includes(name) && args.includes('CLONE_THREAD');
}

function threadOf(run: Run, all: readonly Call[], tid: number, birth: Call | null): ThreadLife {
  const terminals = new Set(terminalsOf(run));
  const calls = all.filter((call) => call.tid === tid);
  return {
    tid,
    birth,
    calls,
    endedAt: endOf(run, all, tid),
    printed: writtenTo(terminals, calls),
    lines: timedLines(terminals, calls),
  };
}

function endOf({ schedule, delay }: Run, all: readonly Call[], tid: number): number | null {
  const end = all.find((call) => call.tid === tid && ENDS.includes(call.name));
  if (end === undefined || end.name !== 'exit' || schedule !== 'slow-exit') return end?.at ?? null;
  const endedAt = endOfSlowExit(end, delay);
  return all.some(({ name, at }) => name === 'exit_group' && at < endedAt) ? null : endedAt;
}

/**
 * What a thread of a traced run wrote to a terminal after a time, ms, by lines: of one that had been begun before, such as a
 * label, the rest.
 */
export function linesAfter(run: Run, { calls }: ThreadLife, ms: number): readonly TimedLine[] {
  return timedLines(
    new Set(terminalsOf(run)),
    calls.filter(({ at }) => at > ms),
  );
}

function timedLines(terminals: ReadonlySet<string>, calls: readonly Call[]): readonly TimedLine[] {
  const lines: TimedLine[] = [];
  let rest: TimedLine | null = null;
  for (const call of calls) {
    // Enter ended the line on the screen, behind a prompt: ECHO, termios(3).
    if (rest !== null && gotTyped(call, terminals)) {
      lines.push(rest);
      rest = null;
    }
    const written = writtenTo(terminals, [call]);
    if (written === '') continue;
    const texts = linesOf((rest?.text ?? '') + written);
    const begun: readonly TimedLine[] = texts.map((text, index) => ({
      text,
      at: index === 0 ? (rest?.at ?? call.at) : call.at,
    }));
    lines.push(...begun.slice(0, -1));
    rest = begun.at(-1)!;
    if (rest.text === '') rest = null;
  }
  return rest === null ? lines : [...lines, rest];
}

/** The threads of a program in a traced run. */
export interface Threads {
  readonly family: Family;
  readonly main: ThreadLife;
  /** Those that the program made, by birth. */
  readonly others: readonly ThreadLife[];
  /** What is shown of them: who wrote what. */
  readonly exhibits: readonly Exhibit[];
}

/** The threads of the first program of a run; null when the run was not traced or did not get as far as to start it. */
export function programThreads(run: Run): Threads | null {
  const family = familyOf(run);
  if (family === null) return null;
  const [main, ...others] = threadsOf(run, family.program.pid);
  return { family, main: main!, others, exhibits: [threadsExhibit([main!, ...others])] };
}

/**
 * A judge of the threads that a program has made. One that makes none has done nothing right, and fails.
 *
 * @throws Error when the run was not traced; the judge reports that as a fault of the check.
 */
export function ofThreads(
  judge: (threads: Threads, ...rest: Parameters<Check['judge']>) => Finding,
): Check['judge'] {
  return (run, exercise) => {
    const threads = programThreads(run);
    if (threads === null) throw new Error(`run ${run.id} has no trace of a program`);
    const { family, others, exhibits } = threads;
    if (others.length > 0) return judge(threads, run, exercise);
    const sight = { ms: family.program.bornAt, exhibits };
    return fail(family.made.length > 0 ? PROCESSES : THREADLESS, sight);
  };
}

/** What threads wrote to the terminal in its order, each line with its writer in front, as `strace -f` does it. */
export function threadsExhibit(threads: readonly ThreadLife[]): Exhibit {
  const written = threads
    .flatMap(({ tid, lines }) => lines.map((line) => ({ tid, ...line })))
    .toSorted((one, other) => one.at - other.at);
  const silent = threads
    .filter(({ lines }) => lines.length === 0)
    .map(({ tid }) => ({ tid, text: '(nothing)' }));
  const lines = [...written, ...silent].map(({ tid, text }) => `[pid ${tid}] ${text}`);
  return {
    kind: 'output',
    lines: lines.length > MOST ? [...lines.slice(0, MOST), `… ${lines.length - MOST}`] : lines,
    marked: null,
  };
}

export const THREADLESS: Text = {
  zh: '除了主线程，程序没有创建任何线程',
  en: 'the program made no thread besides its main thread',
};

const PROCESSES: Text = {
  zh: '程序创建的是进程，不是线程',
  en: 'what the program made are processes, not threads',
};
