import { describe, expect, it } from 'vitest';
import { intervalTimer, showsTheTime } from '../../../labs/lab-08-daemons/alarm-log/ticking.ts';
import type { Call, Run } from '../src/index.ts';
import { exerciseEvidence, run } from './evidence.ts';

type Line = readonly [at: number, second: number];

/** A minute in which `date` showed the 9th second and was gone nearly a second later, and then these lines. */
function logged(lines: readonly Line[]): Run {
  const calls = lines.map(([at, second]): Call => {
    const text = `2026-11-21 19:54:${second}\\n`;
    return {
      pid: 12,
      tid: 12,
      at,
      returnedAt: at + 1,
      name: 'write',
      args: `3</tmp/alarm.log>, "${text}", ${text.length - 1}`,
      result: text.length - 1,
      error: null,
    };
  });
  const quiet = run();
  return run({
    schedule: 'as-it-comes',
    terminals: [{ ...quiet.terminals[0]!, output: [{ at: 955, text: '1795290849 19:54:09\r\n' }] }],
    programs: [
      {
        terminal: 'terminal-1',
        argv: ['/usr/bin/date', '+%s %T'],
        pid: 13,
        startedAt: 188,
        ended: { at: 985, status: { kind: 'exited', code: 0 } },
      },
    ],
    trace: { calls, signals: [], processes: [] },
  });
}

function status(...lines: readonly Line[]): string {
  const seen = logged(lines);
  return showsTheTime.judge(seen, exerciseEvidence(seen)).status;
}

it('a clock that goes on is right', () => {
  expect(status([1430, 10], [2438, 11], [3428, 12], [4438, 13])).toBe('pass');
});

it('so is one that is read late on a busy machine', () => {
  expect(status([1430, 10], [2438, 11], [3428, 11], [4438, 12])).toBe('pass');
});

it('one that has stopped is wrong, though no line is far from its time', () => {
  expect(status([1430, 10], [2438, 10], [3428, 10], [4438, 10])).toBe('fail');
});

describe('the first alarm', () => {
  /** Of a timer that goes off after so many seconds, and then each second. */
  const settingOf = (name: string, flags: string, value: number): Call => ({
    pid: 12,
    tid: 12,
    at: 100,
    returnedAt: 101,
    name,
    args: `${flags}, {it_interval={tv_sec=1, tv_usec=0}, it_value={tv_sec=${value}, tv_usec=0}}, NULL`,
    result: 0,
    error: null,
  });
  const statusOf = (setting: Call) => {
    const seen = run({
      schedule: 'as-it-comes',
      trace: {
        calls: [setting],
        signals: [{ pid: 12, tid: 12, at: 5100, signal: 'SIGALRM', handler: '0x1216' }],
        processes: [],
      },
    });
    return intervalTimer.judge(seen, exerciseEvidence(seen)).status;
  };

  it('may be three seconds away', () => {
    expect(statusOf(settingOf('setitimer', 'ITIMER_REAL', 3))).toBe('pass');
    expect(statusOf(settingOf('setitimer', 'ITIMER_REAL', 5))).toBe('fail');
    expect(statusOf(settingOf('timer_settime', '0, 0', 5))).toBe('fail');
  });

  it('may come at a time of day', () => {
    expect(statusOf(settingOf('timer_settime', '0, TIMER_ABSTIME', 1_795_290_849))).toBe('pass');
  });
});
