import { type Call, type Run, SIGNALS } from '@proclab/core';
import { callsBy, descriptorOf } from './calls.ts';

/** A signal that a process got: a handler was called, or the program fetched it. */
export interface Receipt {
  readonly pid: number;
  readonly tid: number;
  /** When the handler was called, or when the call that fetched it returned. */
  readonly at: number;
  /** `SIGUSR1` */
  readonly signal: string;
  /** The call that fetched it; null where a handler was called. */
  readonly call: Call | null;
}

/** sizeof (struct signalfd_siginfo), signalfd(2); its first member is the number of the signal. */
const SIGINFO_BYTES = 128;

/**
 * Every signal of this name that a process of a traced run got, in order: delivered to a handler, returned by
 * sigwait(3), sigwaitinfo(2) or sigtimedwait(2), or read from a signalfd(2). One that a process died of, or that
 * is still pending, was not received.
 */
export function receiptsOf(run: Run, signal: string): readonly Receipt[] {
  const { calls, signals } = run.trace ?? { calls: [], signals: [] };
  const handled = signals
    .filter((delivery) => delivery.signal === signal && delivery.handler !== null)
    .map(({ pid, tid, at }): Receipt => ({ pid, tid, at, signal, call: null }));
  const fetched = calls
    .filter((call) => fetches(call, SIGNALS.indexOf(signal)))
    .map((call): Receipt => ({ pid: call.pid, tid: call.tid, at: call.returnedAt ?? call.at, signal, call }));
  return [...handled, ...fetched].toSorted((one, other) => one.at - other.at);
}

function fetches(call: Call, number: number): boolean {
  if (call.name === 'rt_sigtimedwait') return call.result === number;
  return (
    call.name === 'read' &&
    (call.result ?? 0) >= SIGINFO_BYTES &&
    descriptorOf(call)?.target.includes('signalfd') === true &&
    firstByte(call.args) === number
  );
}

/** The escapes of C that strace(1) writes; other unprintable bytes are octal. */
const ESCAPES: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/** The first byte that a read got, `3<…>, "\n\0\0\0…"`; null where strace shows none. */
function firstByte(args: string): number | null {
  const [, octal, letter, plain] = /, "(?:\\([0-7]{1,3})|\\(.)|(.))/s.exec(args) ?? [];
  if (octal !== undefined) return Number.parseInt(octal, 8);
  return letter === undefined ? (plain?.charCodeAt(0) ?? null) : (ESCAPES[letter] ?? letter.charCodeAt(0));
}

/** kill(2) and its kin, and where each has the number of the process and the signal. */
const SENDERS: Readonly<Record<string, RegExp>> = {
  kill: /^(-?\d+), (SIG\w+)/,
  tkill: /^(\d+), (SIG\w+)/,
  tgkill: /^(\d+), \d+, (SIG\w+)/,
  rt_sigqueueinfo: /^(\d+), (SIG\w+)/,
  rt_tgsigqueueinfo: /^(\d+), \d+, (SIG\w+)/,
};

/** The calls of one process that sent this signal to another one, by number, in order; none that failed. */
export function sendsOf(run: Run, from: number, to: number, signal: string): readonly Call[] {
  return callsBy(run, from, ...Object.keys(SENDERS)).filter(({ name, args, error }) => {
    const [, target, sent] = SENDERS[name]!.exec(args) ?? [];
    return error === null && Number(target) === to && sent === signal;
  });
}
