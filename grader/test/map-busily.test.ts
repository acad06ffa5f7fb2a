import { expect, it } from 'vitest';
import { mapBusily } from '../src/verify/map-busily.ts';

/** Work that is over when it is told so. */
function jobs(count: number) {
  const running: { item: number; onIdle: () => void; end: () => void }[] = [];
  const work = (item: number, onIdle: () => void) =>
    new Promise<number>((resolve) => running.push({ item, onIdle, end: () => resolve(item * 10) }));
  const results = mapBusily(
    Array.from({ length: count }, (_, index) => index),
    2,
    work,
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { running, results, settle };
}

it('has so many at work, and one more for each that only waits', async () => {
  const { running, results, settle } = jobs(9);
  await settle();
  expect(running).toHaveLength(2);
  running[0]!.onIdle();
  running[0]!.onIdle();
  await settle();
  expect(running).toHaveLength(3);
  running[1]!.end();
  await settle();
  expect(running).toHaveLength(4);
  for (let index = 2; index < 9; index++) {
    running[index]?.onIdle();
    await settle();
  }
  // Six under way at most, though all of them wait.
  expect(running).toHaveLength(7);
  for (const each of running) each.end();
  await settle();
  for (const each of running) each.end();
  expect(await results).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
});

it('fails when one of them does', async () => {
  await expect(
    mapBusily([1, 2, 3], 1, (item) => (item === 2 ? Promise.reject(new Error('no')) : Promise.resolve(item))),
  ).rejects.toThrow('no');
});
