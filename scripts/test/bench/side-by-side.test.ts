import { expect, test } from 'vitest';
import { sideBySide } from '../../bench/side-by-side.ts';

const never = new AbortController().signal;

function steps(...names: string[]) {
  const order: string[] = [];
  const all = names.map((name) => async () => ({ [name]: order.push(name) }));
  return { order, all };
}

test('takes the steps in turn, after a round that is not counted', async () => {
  const { order, all } = steps('a', 'b');
  expect(await sideBySide(all, 2, never)).toEqual([
    { a: 3, b: 4 },
    { a: 5, b: 6 },
  ]);
  expect(order.join('')).toBe('ababab');
});

test('counts every round where the caches are warm', async () => {
  expect(await sideBySide(steps('a', 'b').all, 1, never, 'warm')).toEqual([{ a: 1, b: 2 }]);
});

test('stops before the next step when it is interrupted', async () => {
  const interruption = new AbortController();
  const { order, all } = steps('a', 'b');
  const taking = sideBySide(
    [
      async () => {
        interruption.abort();
        return {};
      },
      ...all,
    ],
    3,
    interruption.signal,
  );
  await expect(taking).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(order).toEqual([]);
});
