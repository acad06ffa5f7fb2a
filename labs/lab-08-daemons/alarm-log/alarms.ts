import {
  type Call,
  callsBy,
  descriptorOf,
  linesWrittenTo,
  type Run,
  type Text,
  type WrittenLine,
} from '@proclab/lab-kit';
import { LOG } from './scenario.ts';

/** A SIGALRM that a process got: a handler was called, or it was fetched. */
export interface Alarm {
  readonly pid: number;
  readonly at: number;
}

/** What sigwaitinfo(2) returns. */
const SIGALRM = 14;
/** sizeof (struct signalfd_siginfo), signalfd(2). */
const SIGINFO_BYTES = 128;

/** Every SIGALRM of a traced run: delivered, returned by sigwait(3), or read from a signalfd(2). */
export function alarmsIn(run: Run): readonly Alarm[] {
  const { calls, signals } = run.trace ?? { calls: [], signals: [] };
  const delivered = signals
    .filter(({ signal, handler }) => signal === 'SIGALRM' && handler !== null)
    .map(({ pid, at }) => ({ pid, at }));
  const fetched = calls.filter(isFetch).map((call) => ({ pid: call.pid, at: call.returnedAt ?? call.at }));
  return [...delivered, ...fetched].toSorted((one, other) => one.at - other.at);
}

function isFetch(call: Call): boolean {
  if (call.name === 'rt_sigtimedwait') return call.result === SIGALRM;
  return (
    call.name === 'read' &&
    (call.result ?? 0) >= SIGINFO_BYTES &&
    descriptorOf(call)?.target.includes('signalfd') === true
  );
}

/** The process that is woken: the one with the first alarm; null if no SIGALRM came. */
export function wokenBy(alarms: readonly Alarm[]): number | null {
  return alarms[0]?.pid ?? null;
}

export function logLines(run: Run): readonly WrittenLine[] {
  return linesWrittenTo(run, LOG).filter(({ text }) => text.trim() !== '');
}

/** A setting of a timer that the kernel accepted. */
export interface TimerSetting {
  readonly call: Call;
  /** s; 0 for one that goes off once. */
  readonly interval: number;
}

/**
 * The timers that a process set, in order: `setitimer(ITIMER_REAL, {it_interval={tv_sec=1, tv_usec=0}, …`, or
 * `timer_settime(0, 0, {it_interval={tv_sec=1, tv_nsec=0}, …`; other kinds of setitimer(2) raise other signals.
 */
export function timersOf(run: Run, pid: number): readonly TimerSetting[] {
  return callsBy(run, pid, 'setitimer', 'timer_settime').flatMap((call) => {
    const [, seconds, unit, fraction] =
      /\{it_interval=\{tv_sec=(\d+), tv_(usec|nsec)=(\d+)\}/.exec(call.args) ?? [];
    const other = call.name === 'setitimer' && !call.args.startsWith('ITIMER_REAL');
    if (seconds === undefined || other || call.error !== null) return [];
    return [{ call, interval: Number(seconds) + Number(fraction) / (unit === 'usec' ? 1e6 : 1e9) }];
  });
}

export const NO_ALARM: Text = {
  zh: '没有一个 SIGALRM 到达程序的处理函数，也没有被它取走',
  en: 'no SIGALRM reached a handler of the program, nor was one fetched by it',
};
