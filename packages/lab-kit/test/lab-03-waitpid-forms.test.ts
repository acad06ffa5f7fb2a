import type { Call } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import exercise from '../../../labs/lab-03-wait/waitpid-forms/exercise.ts';
import { oneBy } from '../../../labs/lab-03-wait/waitpid-forms/scene.ts';
import { exerciseEvidence, life, traced } from './evidence.ts';

const CHILDREN = [12, 13, 14, 15, 16];

/** Five children, reaped by calls with these arguments, in this order. */
function reaped(...reapings: readonly (readonly [asked: number, pid: number])[]) {
  const called = new Map(reapings.map(([asked, pid], order) => [pid, wait(asked, pid, 100 + order)]));
  const children = CHILDREN.map((pid) => {
    const call = called.get(pid) ?? null;
    return life(pid, '', { reaped: call && { by: 'parent', at: call.at, call } });
  });
  const run = traced('', children);
  const second = oneBy('pid', (reaping, { number }) => number(reaping) === 2, { zh: '', en: '' });
  return second(run, exerciseEvidence(run));
}

function wait(asked: number, result: number, at: number): Call {
  const args = `${asked}, NULL, 0, NULL`;
  return { pid: 11, tid: 11, at, returnedAt: at, name: 'wait4', args, result, error: null };
}

describe('the second child, reaped by its pid', () => {
  it('is not left to luck when nothing before could have taken it', () => {
    expect(reaped([13, 13], [0, 12], [-1, 14]).status).toBe('pass');
    expect(reaped([12, 12], [13, 13]).status).toBe('fail');
  });

  it.each([0, -1])('is luck after a waitpid(%i) that took another', (asked) => {
    const finding = reaped([asked, 12], [13, 13]);
    expect(finding).toMatchObject({ status: 'fail', seen: { en: expect.stringContaining('luck') } });
  });
});

describe('what is said of each call', () => {
  /** The second child is reaped by its pid, the first by 0; then this is printed. */
  function said(text: string): string {
    const base = traced(
      text,
      [[0, 12] as const, [13, 13] as const].map(([asked, pid]) => {
        const call = wait(asked, pid, 100);
        return life(pid, '', { reaped: { by: 'parent', at: call.at, call } });
      }),
    );
    const print = {
      ...wait(0, text.length, 200),
      name: 'write',
      args: `1</dev/pts/0>, ${JSON.stringify(text)}, 99`,
    };
    const run = { ...base, trace: { ...base.trace!, calls: [print] } };
    return exercise.checks.find(({ id }) => id === 'says-so')!.judge(run, exerciseEvidence(run)).status;
  }

  it('stands in a line of its own', () => {
    expect(said('waitpid(0) = 12\nwaitpid(13) = 13\n')).toBe('pass');
  });

  it.each(['waitpid(0) = 12, waitpid(13) = 13\n', 'asked 0 13 got 13 12 13\n', 'waitpid(0)\n12\n13 13\n'])(
    'is not %j',
    (text) => {
      expect(said(text)).toBe('fail');
    },
  );
});
