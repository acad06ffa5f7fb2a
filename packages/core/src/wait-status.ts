/**
 * How a process ended, as wait(2) tells it: by exit with a code of 0 to 255,
 * or by a signal (its name, such as `SIGSEGV`), perhaps with a core dump.
 */
export type WaitStatus =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signaled'; readonly signal: string; readonly core: boolean };

/** Signal names by number on x86-64 and arm64 Linux, signal(7), "Signal numbering". */
// prettier-ignore
export const SIGNALS: readonly string[] = [
  '0', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL',
  'SIGUSR1', 'SIGSEGV', 'SIGUSR2', 'SIGPIPE', 'SIGALRM', 'SIGTERM', 'SIGSTKFLT', 'SIGCHLD', 'SIGCONT',
  'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGXCPU', 'SIGXFSZ', 'SIGVTALRM', 'SIGPROF',
  'SIGWINCH', 'SIGIO', 'SIGPWR', 'SIGSYS',
];

/** The first real-time signal as the kernel counts, and with it strace; the C library keeps two for itself, signal(7). */
const KERNEL_SIGRTMIN = 32;

/** The name of a signal, `SIGRT_n` for the real-time ones as strace writes them. */
export function signalName(number: number): string {
  return SIGNALS[number] ?? `SIGRT_${number - KERNEL_SIGRTMIN}`;
}

const REAL_TIME = /^SIGRT_(\d+)$/;

/** The number of a signal by that name; -1 when there is none. */
export function signalNumber(name: string): number {
  const [, offset] = REAL_TIME.exec(name) ?? [];
  return offset === undefined ? SIGNALS.indexOf(name) : Number(offset) + KERNEL_SIGRTMIN;
}

/** Takes a raw wait status apart, as the macros of wait(2) do. */
export function decodeWaitStatus(raw: number): WaitStatus {
  const signal = raw & 0x7f;
  return signal === 0
    ? { kind: 'exited', code: (raw >> 8) & 0xff }
    : { kind: 'signaled', signal: signalName(signal), core: (raw & 0x80) !== 0 };
}
