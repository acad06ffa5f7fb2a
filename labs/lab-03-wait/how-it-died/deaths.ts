import {
  type Family,
  linesOf,
  numbersIn,
  printedAfter,
  type ProcessLife,
  type Run,
  SIGNALS,
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

/** A line that the parent printed about a child once it had reaped it, with the PID and how it ended; undefined if there is none. */
export function lineAbout(life: ProcessLife, run: Run): string | undefined {
  const status = life.ended?.status;
  const call = life.reaped?.call ?? null;
  if (status === undefined || call === null) return undefined;
  return linesOf(printedAfter(run, call)).find(
    (line) =>
      numbersIn(line).includes(life.pid) &&
      (status.kind === 'exited' ? numbersIn(line).includes(status.code) : namesSignal(line, status.signal)),
  );
}

/** A line without the PID of the child and the number of its end: what is left says which kind of end that was. */
export function wording(line: string, life: ProcessLife): string {
  const status = life.ended?.status;
  const number = status?.kind === 'exited' ? status.code : SIGNALS.indexOf(status?.signal ?? '');
  return line.replace(/\d+/g, (digits) => {
    if (Number(digits) === life.pid) return 'PID';
    return Number(digits) === number ? 'N' : digits;
  });
}
