import { traced, type Stage } from '@proclab/lab-kit';
import { RUN_LIMITS, Sandbox } from '@proclab/sandbox';
import { expect, it } from 'vitest';
import { LABINIT } from '../src/labs/places.ts';
import { playScenario } from '../src/run/play-scenario.ts';

const EMPTY = { zh: '', en: '' };

/** A program that prints so many lines, each with a delay: the deadline is put off by a thousand of them. */
async function play(lines: number, delay: number) {
  const content = `#!/bin/sh\ni=0\nwhile [ $i -lt ${lines} ]; do i=$((i + 1)); echo $i; done\n`;
  const files = new Map([['talker', { content, mode: 0o755, clockless: false }]]);
  const [spec] = traced(async (stage: Stage) => {
    const program = await stage.terminal.run('./talker');
    await stage.moment('end', EMPTY, (now) => now.ended(program) !== null, { within: '10s' });
  }, 'slow-writer');
  return playScenario(
    spec!,
    Promise.resolve(files),
    Sandbox.start({ labinit: LABINIT, limits: RUN_LIMITS }),
    delay,
    () => {},
  );
}

it('tells a program that had no chance from one that had', async () => {
  const [hopeless, fair] = await Promise.all([play(5000, 4), play(60, 20)]);
  expect(fair.run.moments.map(({ reached }) => reached)).toEqual([true]);
  expect(fair.overslowed).toBe(false);
  expect(hopeless.run.moments.map(({ reached }) => reached)).toEqual([false]);
  expect(hopeless.overslowed).toBe(true);
});
