import type { Call } from '@proclab/core';
import { expect, it } from 'vitest';
import zombie from '../../../labs/lab-03-wait/zombie/exercise.ts';
import { exerciseEvidence, life, traced } from './evidence.ts';

const [PARENT, CHILD] = [11, 12];

function call(at: number, name: string, args: string, result: number): Call {
  return { pid: PARENT, tid: PARENT, at, returnedAt: at + 1, name, args, result, error: null };
}

const prints = (at: number) => call(at, 'write', `1</dev/pts/0>, "${PARENT} ${CHILD}\\n", 6`, 6);
const enter = (at: number) => call(at, 'read', '0</dev/pts/0>, "\\n", 1024', 1);
const reaps = (at: number) => call(at, 'wait4', '-1, NULL, 0, NULL', CHILD);

/** The parent makes these calls, in this order. */
function status(id: string, ...made: readonly ((at: number) => Call)[]): string {
  const calls = made.map((each, order) => each(100 + 10 * order));
  const wait = calls.find(({ name }) => name === 'wait4')!;
  const base = traced('', [life(CHILD, '', { reaped: { by: 'parent', at: wait.returnedAt!, call: wait } })]);
  const run = { ...base, trace: { ...base.trace!, calls } };
  return zombie.checks.find((check) => check.id === id)!.judge(run, exerciseEvidence(run)).status;
}

it('a child is reaped between two Enters', () => {
  expect(status('reaped-by-wait', prints, enter, reaps, enter)).toBe('pass');
});

it.each([
  ['nobody reads Enter', [prints, reaps]],
  ['it is reaped before the first', [prints, reaps, enter, enter]],
  ['there is no second', [prints, enter, reaps]],
] as const)('but not when %s', (_, calls) => {
  expect(status('reaped-by-wait', ...calls)).toBe('fail');
});

it('PIDs are of use before Enter alone', () => {
  expect(status('pids-printed', prints, enter, reaps, enter)).toBe('pass');
  expect(status('pids-printed', enter, prints, reaps, enter)).toBe('fail');
});

it('the parent may be a child of the program', () => {
  const [demonstrator, zombieOf] = [life(12, ''), life(13, '', { parent: 12 })];
  const base = traced('', [demonstrator, zombieOf]);
  const judged = (text: string) => {
    const write = { ...call(100, 'write', `1</dev/pts/0>, ${JSON.stringify(text)}, 9`, 9), pid: 12, tid: 12 };
    const run = { ...base, trace: { ...base.trace!, calls: [write] } };
    return zombie.checks.find(({ id }) => id === 'pids-printed')!.judge(run, exerciseEvidence(run)).status;
  };
  expect(judged('12 13\n')).toBe('pass');
  expect(judged('11 13\n')).toBe('fail');
});
