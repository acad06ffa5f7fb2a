import { numbersIn, SIGNALS } from '@proclab/lab-kit';

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

/**
 * Does a line name this signal: by its number, its name (`SIGSEGV`, or `SEGV` as sigabbrev_np(3) has it) or its
 * description (`Segmentation fault`)?
 */
export function namesSignal(line: string, signal: string): boolean {
  const description = DESCRIPTIONS[signal];
  return (
    numbersIn(line).includes(SIGNALS.indexOf(signal)) ||
    new RegExp(`\\b${signal}\\b`, 'i').test(line) ||
    new RegExp(`\\b${signal.slice('SIG'.length)}\\b`).test(line) ||
    (description !== undefined && new RegExp(`\\b${description}\\b${PHRASE}`).test(line))
  );
}
