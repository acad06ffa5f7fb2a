import {
  type Family,
  linesOf,
  numbersIn,
  printedAfter,
  type ProcessLife,
  type Run,
  signalNumber,
} from '@proclab/lab-kit';
import { namesSignal } from './signal-words.ts';

/** Signals that a process gets for what it did itself, signal(7), and SIGABRT, which abort(3) raises. */
const CRASHES: ReadonlySet<string> = new Set([
  'SIGSEGV',
  'SIGFPE',
  'SIGABRT',
  'SIGILL',
  'SIGBUS',
  'SIGTRAP',
  'SIGSYS',
]);

/** The three ways to end that the task asks for. */
export type Kind = 'exit' | 'kill' | 'crash';

/** The exit code that the program was told to use. */
export function codeOf(run: Run): number {
  return Number(run.programs[0]?.argv[1]);
}

/** The child that ended this way; undefined if none did. */
export function deadBy(kind: Kind, run: Run, { children }: Family): ProcessLife | undefined {
  return children.find(({ ended }) => {
    if (ended === null) return false;
    const { status } = ended;
    if (status.kind === 'exited') return kind === 'exit' && status.code === codeOf(run);
    return kind === (CRASHES.has(status.signal) ? 'crash' : 'kill');
  });
}

/**
 * A line that the parent printed about a child once it had reaped it: it has the PID and how that one ended, and the PID
 * of no other child, whose end that might be; undefined if there is none.
 */
export function lineAbout(life: ProcessLife, run: Run): string | undefined {
  const status = life.ended?.status;
  const call = life.reaped?.call ?? null;
  if (status === undefined || call === null) return undefined;
  const others = run.trace?.processes.filter(({ pid, parent }) => parent === life.parent && pid !== life.pid);
  return linesOf(printedAfter(run, call)).find((line) => {
    const numbers = numbersIn(line);
    return (
      numbers.includes(life.pid) &&
      !others?.some(({ pid }) => numbers.includes(pid)) &&
      (status.kind === 'exited' ? numbers.includes(status.code) : namesSignal(line, status.signal))
    );
  });
}

/** How a line is worded, whatever child it tells of. */
export interface Wording {
  /** `PID` stands for the child, `N` for the number of its end, `#` for any other number. */
  readonly text: string;
  /** Those other numbers, in order. */
  readonly others: readonly number[];
}

export function wording(line: string, life: ProcessLife): Wording {
  const status = life.ended?.status;
  const end = status?.kind === 'exited' ? status.code : signalNumber(status?.signal ?? '');
  const others: number[] = [];
  const text = line.replace(/\d+/g, (digits) => {
    const number = Number(digits);
    if (number === life.pid) return 'PID';
    if (number === end) return 'N';
    others.push(number);
    return '#';
  });
  return { text: text.trim(), others };
}

/**
 * Can an exit be told from signals by the wording of their lines? Also by a number, such as what WIFEXITED gives; but not
 * by one that differs from signal to signal as well, such as a running number.
 */
export function isToldApart(exit: Wording, signals: readonly Wording[]): boolean {
  const [first, ...more] = signals.filter(({ text }) => text === exit.text);
  return (
    first === undefined ||
    first.others.some(
      (number, index) =>
        number !== exit.others[index] && more.every(({ others }) => others[index] === number),
    )
  );
}
