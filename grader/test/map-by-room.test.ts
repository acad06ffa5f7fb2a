import { describe, expect, it } from 'vitest';
import { idleShare, watchForRoom } from '../src/verify/cpu-room.ts';
import { always, type Crowd, mapByRoom } from '../src/verify/map-by-room.ts';

/** Work that is over when it is told so, and room that is there when it is told so. */
function jobs(count: number) {
  const running: { end: () => void }[] = [];
  let room = 0;
  const results = mapByRoom(
    Array.from({ length: count }, (_, index) => index),
    (item) => new Promise<number>((resolve) => running.push({ end: () => resolve(item * 10) })),
    { least: 2, most: 4, hasRoom: () => room-- > 0 },
  );
  return { running, results, giveRoom: (more: number) => (room = more) };
}

async function started(running: readonly unknown[], count: number): Promise<void> {
  await expect.poll(() => running.length, { interval: 5, timeout: 5000 }).toBe(count);
}

describe('work', () => {
  it('is begun when other work is over or there is room', async () => {
    const { running, results, giveRoom } = jobs(6);
    await started(running, 2);
    giveRoom(1);
    await started(running, 3);
    running[0]!.end();
    running[1]!.end();
    await started(running, 4);
    giveRoom(5);
    // Four under way at most, whatever room there is.
    await started(running, 6);
    for (const each of running) each.end();
    expect(await results).toEqual([0, 10, 20, 30, 40, 50]);
  });

  it.each<[string, Crowd]>([
    ['never exceeds the most, however much room there is', { least: 1, most: 3, hasRoom: () => true }],
    ['is always so much, whether there is room or not', always(3)],
  ])('%s', async (_, crowd) => {
    let underWay = 0;
    let highest = 0;
    const work = async () => {
      highest = Math.max(highest, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay--;
    };
    await mapByRoom(Array(20).keys(), work, crowd);
    expect(highest).toBe(3);
  });

  it('fails when one piece does', async () => {
    const crowd = { least: 1, most: 1, hasRoom: () => false };
    const work = (item: number) => (item === 2 ? Promise.reject(new Error('no')) : Promise.resolve(item));
    await expect(mapByRoom([1, 2, 3], work, crowd)).rejects.toThrow('no');
  });
});

describe('room', () => {
  const cpu = (idle: number, user: number) => ({ times: { user, nice: 0, sys: 0, idle, irq: 0 } });

  it('is the share of the time in which no CPU had work', () => {
    expect(idleShare([cpu(100, 50), cpu(0, 0)], [cpu(200, 50), cpu(0, 100)])).toBe(0.5);
    expect(idleShare([cpu(1, 1)], [cpu(1, 1)])).toBe(0);
  });

  it('is not there again before the last start has shown in it', () => {
    expect(watchForRoom()()).toBe(false);
  });
});
