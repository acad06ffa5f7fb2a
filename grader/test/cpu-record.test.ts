import { expect, it } from 'vitest';
import type { ProcessState } from '@proclab/core';
import { CpuRecord } from '../src/run/cpu-record.ts';

function process(pid: number, cpu: number): ProcessState {
  return { pid, cpu } as ProcessState;
}

it('tells CPU time between two times, and never more than was seen', () => {
  const record = new CpuRecord();
  for (const [at, cpu] of [
    [0, 0],
    [10, 0],
    [20, 10],
    [30, 20],
    [40, 20],
    [50, 70],
  ] as const) {
    record.sample(at, [process(7, cpu), process(8, 0)]);
  }
  expect(record.between(7, 0, 60)).toBe(70);
  expect(record.between(7, 15, 45)).toBe(10);
  expect(record.between(7, 31, 49)).toBe(0);
  expect(record.between(8, 0, 60)).toBe(0);
  expect(record.between(9, 0, 60)).toBe(0);
});
