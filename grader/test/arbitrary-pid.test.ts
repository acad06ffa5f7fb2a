import { expect, it } from 'vitest';
import { arbitraryPid, arbitraryPidAfterBoot } from '../src/run/arbitrary-pid.ts';

/** Random numbers that are drawn in this order. */
function drawing(...numbers: number[]): () => number {
  return () => numbers.shift()!;
}

it.each([
  [1000, 0.9, 8200],
  [7993, 0.9, 8200],
  [8192, 0.9, 8200],
])('a pid that would be a power of two is not drawn: not %d', (near, next, first) => {
  expect(arbitraryPid(drawing((near - 1000) / 8000, next))).toBe(first);
});

it('others are, those next to one too', () => {
  expect(arbitraryPid(drawing((7992 - 1000) / 8000))).toBe(7992);
  expect(arbitraryPid(drawing((8193 - 1000) / 8000))).toBe(8193);
});

it('nor is one after a second boot', () => {
  expect(arbitraryPidAfterBoot(drawing(0.3, 0.01, 0.5))).toBe(305);
});
