import { withoutEscapes } from './lines.ts';

/** All whole numbers that a text shows, in order: `child 1: pid 812` gives 1 and 812; colours have digits that nobody reads. */
export function numbersIn(text: string): readonly number[] {
  return (withoutEscapes(text).match(/\d+/g) ?? []).map(Number);
}

/** Is this 1, 2, … n in any order? */
export function isOneTo(n: number, numbers: readonly (number | undefined)[]): boolean {
  return (
    numbers.length === n &&
    Array.from({ length: n }, (_, index) => index + 1).every((wanted) => numbers.includes(wanted))
  );
}
