/** Sequences that colour text or move the cursor, ECMA-48, 5.4: they hold digits that nobody reads. */
const ESCAPE = /\x1b\[[0-?]*[ -/]*[@-~]/g;

/** All whole numbers that a text shows, in order: `child 1: pid 812` gives 1 and 812. */
export function numbersIn(text: string): readonly number[] {
  return (text.replace(ESCAPE, '').match(/\d+/g) ?? []).map(Number);
}

/** Is this 1, 2, … n in any order? */
export function isOneTo(n: number, numbers: readonly (number | undefined)[]): boolean {
  return (
    numbers.length === n &&
    Array.from({ length: n }, (_, index) => index + 1).every((wanted) => numbers.includes(wanted))
  );
}
