import type { Call, Run } from '@proclab/core';
import { callsBy } from './calls.ts';

/** A setting of a timer that the kernel accepted; those of one kind replace each other. */
export interface TimerSetting {
  readonly call: Call;
  /** `ITIMER_REAL` for alarm(2) too, which sets the same one, setitimer(2); `timer 0` for those of timer_create(2). */
  readonly timer: string;
  /** Until it goes off, s; 0 turns it off. */
  readonly value: number;
  /** From then on, s; 0 for one that goes off once. */
  readonly interval: number;
}

/** What setitimer(2) and timer_settime(2) are given, as strace(1) prints it. */
const TIMES =
  /\{it_interval=\{tv_sec=(\d+), tv_(usec|nsec)=(\d+)\}, it_value=\{tv_sec=(\d+), tv_\2=(\d+)\}\}/;

/**
 * The timers that a process of a traced run set, in order, where alarm, setitimer, timer_settime and timer_delete were
 * traced too.
 */
export function timersOf(run: Run, pid: number): readonly TimerSetting[] {
  return callsBy(run, pid, 'alarm', 'setitimer', 'timer_settime', 'timer_delete').flatMap((call) => {
    const { name, args, error } = call;
    if (error !== null) return [];
    const first = /^\w+/.exec(args)?.[0] ?? '';
    const timer = name === 'alarm' ? 'ITIMER_REAL' : name === 'setitimer' ? first : `timer ${first}`;
    if (name === 'alarm') return [{ call, timer, value: Number(first), interval: 0 }];
    if (name === 'timer_delete') return [{ call, timer, value: 0, interval: 0 }];
    const [, interval, unit, intervalPart, value, valuePart] = TIMES.exec(args) ?? [];
    const parts = unit === 'usec' ? 1e6 : 1e9;
    return value === undefined
      ? []
      : [
          {
            call,
            timer,
            value: Number(value) + Number(valuePart) / parts,
            interval: Number(interval) + Number(intervalPart) / parts,
          },
        ];
  });
}
