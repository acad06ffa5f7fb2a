import type { Call } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import { gapsOf } from '../../../labs/lab-03-wait/nohang/polls.ts';
import { traced } from './evidence.ts';

/** What the parent calls, in order: looks for somebody, which returned so, and sleeps of so many ms. */
function pausesAmong(...made: readonly (readonly [whom: number, result: number] | number)[]): number[] {
  let at = 100;
  const calls = made.map((each): Call => {
    const [whom, result] = typeof each === 'number' ? [null, 0] : each;
    const lasted = typeof each === 'number' ? each : 0;
    const call = { pid: 11, tid: 11, at, returnedAt: at + lasted, result, error: null };
    at += lasted + 1;
    return whom === null
      ? { ...call, name: 'clock_nanosleep', args: '' }
      : { ...call, name: 'wait4', args: `${whom}, NULL, WNOHANG, NULL` };
  });
  const run = traced('', []);
  return gapsOf({ ...run, trace: { ...run.trace!, calls } }, 11).map(({ longestCall }) => longestCall);
}

const nobody = [-1, 0] as const;

describe('gapsOf', () => {
  it('finds the longest call between two looks in vain', () => {
    expect(pausesAmong(nobody, 10, 200, 10, nobody, 20, nobody)).toEqual([200, 20]);
  });

  it('finds them for each PID of a round', () => {
    expect(pausesAmong([12, 0], [13, 0], 200, [12, 0], [13, 0])).toEqual([200, 200]);
  });

  it('finds none where SIGCHLD has cut the sleep short before a round that reaps', () => {
    const round = [
      [12, 0],
      [13, 0],
    ] as const;
    expect(pausesAmong(...round, 200, ...round, 20, [12, 0], [13, 13], [12, 0], 200, [12, 0])).toEqual([
      200, 200, 200,
    ]);
  });

  it('finds none after a round that has reaped somebody', () => {
    expect(pausesAmong([12, 12], [13, 0], [14, 0], [13, 0], [14, 0], 200, [13, 0])).toEqual([200]);
    expect(pausesAmong(nobody, 200, [-1, 12], nobody, 200, nobody)).toEqual([200]);
  });

  it('and the looks that follow have to be apart again', () => {
    expect(pausesAmong([-1, 12], nobody, nobody, nobody)).toEqual([0, 0]);
  });

  it('counts a pause that a ticking timer ends from the look before it, however late it began', () => {
    const call = (name: string, at: number, returnedAt: number): Call => {
      const args = name === 'wait4' ? '-1, NULL, WNOHANG, NULL' : '';
      return { pid: 11, tid: 11, at, returnedAt, name, args, result: 0, error: null };
    };
    const longest = (name: string) => {
      const calls = [call('wait4', 100, 100), call(name, 170, 190), call('wait4', 191, 191)];
      const run = traced('', []);
      return gapsOf({ ...run, trace: { ...run.trace!, calls } }, 11)[0]?.longestCall;
    };
    expect(longest('pause')).toBe(90);
    expect(longest('nanosleep')).toBe(20);
  });
});
