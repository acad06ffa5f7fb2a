import { numbersIn, signalNumber } from '@proclab/lab-kit';

/** What strsignal(3) and psignal(3) say of a signal in the C locale. */
// prettier-ignore
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  SIGHUP: 'Hangup', SIGINT: 'Interrupt', SIGQUIT: 'Quit', SIGILL: 'Illegal instruction',
  SIGTRAP: 'Trace/breakpoint trap', SIGABRT: 'Aborted', SIGBUS: 'Bus error',
  SIGFPE: 'Floating point exception', SIGKILL: 'Killed', SIGUSR1: 'User defined signal 1',
  SIGSEGV: 'Segmentation fault', SIGUSR2: 'User defined signal 2', SIGPIPE: 'Broken pipe',
  SIGALRM: 'Alarm clock', SIGTERM: 'Terminated', SIGSTKFLT: 'Stack fault', SIGXCPU: 'CPU time limit exceeded',
  SIGXFSZ: 'File size limit exceeded', SIGVTALRM: 'Virtual timer expired', SIGPROF: 'Profiling timer expired',
  SIGIO: 'I/O possible', SIGPWR: 'Power failure', SIGSYS: 'Bad system call',
};

/** `Killed by signal 11` describes no SIGKILL, nor `Terminated normally` a SIGTERM. */
const PHRASE = '(?! (?:by|with|normally|abnormally|successfully)\\b)';

/** Other names of the same signals, signal(7). */
const SYNONYMS: Readonly<Record<string, string>> = {
  SIGABRT: 'SIGIOT',
  SIGIO: 'SIGPOLL',
  SIGSYS: 'SIGUNUSED',
};

/** The real-time signals that the C library leaves to programs, signal(7). */
const SIGRTMIN = 34;
const SIGRTMAX = 64;

/**
 * Does a line name this signal: by its number, its name (`SIGSEGV`, or `SEGV` as sigabbrev_np(3) has it) or its
 * description (`Segmentation fault`)?
 */
export function namesSignal(line: string, signal: string): boolean {
  const number = signalNumber(signal);
  const description = number < SIGRTMIN ? DESCRIPTIONS[signal] : `Real-time signal ${number - SIGRTMIN}`;
  return (
    numbersIn(line).includes(number) ||
    namesOf(signal, number).some(
      (name) =>
        new RegExp(`\\b${name}\\b`, 'i').test(line) ||
        new RegExp(`\\b${name.slice('SIG'.length)}\\b`).test(line),
    ) ||
    (description !== undefined && new RegExp(`\\b${description}\\b${PHRASE}`).test(line))
  );
}

/** Patterns of its names: `SIGABRT` and `SIGIOT`; `SIGRTMIN+1` and `SIGRTMAX-29`, as kill(1) lists them. */
function namesOf(signal: string, number: number): readonly string[] {
  if (number < SIGRTMIN) return [signal, ...(signal in SYNONYMS ? [SYNONYMS[signal]!] : [])];
  return [
    ...countedFrom('SIGRTMIN', '\\+', number - SIGRTMIN),
    ...countedFrom('SIGRTMAX', '-', SIGRTMAX - number),
  ];
}

function countedFrom(end: string, sign: string, distance: number): readonly string[] {
  return [`${end} ?${sign} ?${distance}`, ...(distance === 0 ? [`${end}\\b(?! ?[+-])`] : [])];
}
