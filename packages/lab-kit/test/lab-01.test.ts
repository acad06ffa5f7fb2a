import { describe, expect, it } from 'vitest';
import siblings from '../../../labs/lab-01-fork-loops/siblings/exercise.ts';
import type { ProcessLife, Run } from '../src/index.ts';
import { exerciseEvidence, life, moment, processState, run, traced } from './evidence.ts';

const { checks } = siblings;

function status(id: string, looked: Run, ...others: Run[]): string {
  return checks.find((check) => check.id === id)!.judge(looked, exerciseEvidence(looked, ...others)).status;
}

/** PIDs as a fresh sandbox may give them: the parent is 3. */
function small(...printed: string[]): Run {
  const made = printed.map((text, index) => life(4 + index, text, { parent: 3 }));
  const program = life(3, 'parent 3', { parent: null, bornBy: 'start' });
  const base = traced('', []);
  return {
    ...base,
    programs: base.programs.map((each) => ({ ...each, pid: 3 })),
    trace: { calls: [], signals: [], processes: [program, ...made] },
  };
}

describe('numbered', () => {
  it.each([
    ['any words', ['child 1 of 3: pid 4', 'child 2 of 3: pid 5', 'child 3 of 3: pid 6']],
    ['any order', ['[4] n=3', '[5] n=1', '[6] n=2']],
    ['a parent whose pid looks like a number', ['1 pid 4 parent 3', '2 pid 5 parent 3', '3 pid 6 parent 3']],
    ['colours', ['\x1b[31m1\x1b[0m 4', '\x1b[32m2\x1b[0m 5', '\x1b[33m3\x1b[0m 6']],
  ])('accepts %s', (_, printed) => {
    expect(status('numbered', small(...printed))).toBe('pass');
  });

  it.each([
    ['an inherited buffer', ['1 pid 4', '1 2 pid 5', '1 2 3 pid 6']],
    ['the same number', ['child 1: 4', 'child 1: 5', 'child 1: 6']],
    ['two lines', ['child 1\npid 4', 'child 2\npid 5', 'child 3\npid 6']],
    ['numbers from 0', ['child 0: 4', 'child 1: 5', 'child 2: 6']],
    ['silence', ['', '', '']],
    ['four children', ['1', '2', '3', '4']],
  ])('fails %s', (_, printed) => {
    expect(status('numbered', small(...printed))).toBe('fail');
  });
});

describe('own-pid', () => {
  const printing = (...printed: string[]) =>
    traced(
      'parent 11, at the end 11',
      printed.map((text, index) => life(12 + index, text)),
    );

  it('lets a child name its parent, and the parent say more than one line', () => {
    expect(status('own-pid', printing('12 of 11', '13 of 11', '14 of 11'))).toBe('pass');
  });

  it.each([
    ['twice', '13\nparent: 13'],
    ['the result of fork', 'pid 0'],
    ['the parent’s', 'pid 11'],
    ['part of a number', 'pid 130'],
  ])('fails a child that prints it %s', (_, text) => {
    expect(status('own-pid', printing('12', text, '14'))).toBe('fail');
  });
});

describe('reaped', () => {
  const with2nd = (different: Partial<ProcessLife>) => traced('', [life(12, ''), life(13, '', different)]);

  it.each(['parent', 'kernel'] as const)('accepts the %s', (by) => {
    expect(status('reaped', with2nd({ reaped: { by, at: 20, call: null } }))).toBe('pass');
  });

  it('fails what init had to do, and what nobody did', () => {
    expect(status('reaped', with2nd({ reaped: { by: 'init', at: 20, call: null }, orphanedAt: 15 }))).toBe(
      'fail',
    );
    expect(status('reaped', with2nd({ reaped: null }))).toBe('fail');
    expect(status('reaped', with2nd({ reaped: null, ended: null }))).toBe('fail');
  });
});

describe('nothing-left', () => {
  const after = (reached: boolean) =>
    run({ moments: [moment('after', reached ? [] : [processState({ state: 'Z' })], { reached })] });
  const worked = traced('', [life(12, '')]);

  it('passes an end without remains, and fails remains', () => {
    expect(status('nothing-left', after(true), worked)).toBe('pass');
    expect(status('nothing-left', after(false), worked)).toBe('fail');
  });

  it('fails a program that did nothing', () => {
    expect(status('nothing-left', after(true), traced('', []))).toBe('fail');
  });
});
