import { describe, expect, test } from 'vitest';
import { compare, median, quantile } from '../../bench/statistics.ts';

describe('median', () => {
  test('is the middle value, in whatever order they come', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  test('lies half-way between the middle two of an even number', () => {
    expect(median([1, 2, 10, 20])).toBe(6);
  });

  test('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  test('of no values does not exist', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

test('a quantile lies between two values in proportion', () => {
  expect(quantile([0, 10, 20, 30, 40], 0.25)).toBe(10);
  expect(quantile([0, 10], 0.25)).toBe(2.5);
});

describe('compare', () => {
  test('a machine that gets slower during the run changes no ratio', () => {
    const rounds = [1, 2, 4, 8].map((slowness) => ({ bare: 100 * slowness, grade: 130 * slowness }));
    const { times, middleHalf } = compare(rounds, 'grade', 'bare');
    expect(times).toBeCloseTo(1.3);
    expect(middleHalf[0]).toBeCloseTo(1.3);
    expect(middleHalf[1]).toBeCloseTo(1.3);
  });

  test('one round out of line moves nothing', () => {
    const rounds = [
      { a: 10, b: 20 },
      { a: 10, b: 900 },
      { a: 10, b: 20 },
    ];
    expect(compare(rounds, 'b', 'a')).toMatchObject({ median: 20, times: 2, more: 10 });
  });

  test('what takes less has a ratio below 1 and a difference below 0', () => {
    expect(compare([{ anew: 200, cached: 50 }], 'cached', 'anew')).toMatchObject({ times: 0.25, more: -150 });
  });

  test('a round that lacks a row is an error and not a NaN', () => {
    expect(() => compare([{ a: 1 }], 'b', 'a')).toThrow(RangeError);
  });
});
