import { expect, test } from 'vitest';
import { fail, notChecked, pass } from '../../src/index.ts';
import { aMoment, both } from '../build-evidence.ts';

test('each helper gives its status', () => {
  expect([pass, fail, notChecked].map((helper) => helper(both('')).status)).toEqual([
    'pass',
    'fail',
    'not-checked',
  ]);
});

test('a moment gives its name and time, a time of its own goes first', () => {
  expect(pass(both(''), { moment: aMoment() }).at).toEqual({ moment: 'forked', ms: 40 });
  expect(pass(both(''), { moment: aMoment(), ms: 7 }).at).toEqual({ moment: 'forked', ms: 7 });
  expect(pass(both(''), { ms: 7 }).at).toEqual({ moment: null, ms: 7 });
  expect(pass(both('')).at).toEqual({ moment: null, ms: 0 });
});

test('exhibits are kept', () => {
  const exhibits = [{ kind: 'output', lines: ['1'], marked: null }] as const;
  expect(fail(both(''), { exhibits }).exhibits).toBe(exhibits);
});
