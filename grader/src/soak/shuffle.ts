/**
 * So many items: all of them over and over, each time in another order. None comes again before every other has come.
 *
 * @param seed the same seed gives the same orders
 */
export function* shuffled<T>(items: readonly T[], count: number, seed: number): Generator<T> {
  const random = randomNumbers(seed);
  let left: T[] = [];
  for (let given = 0; given < count; given++) {
    if (left.length === 0) left = [...items];
    yield left.splice(Math.floor(random() * left.length), 1)[0]!;
  }
}

/** Numbers from 0 up to 1, by Marsaglia's xorshift with 32 bits, which needs a state other than 0. */
export function randomNumbers(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
