import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { natural, type Now, type Stage, steady } from '@proclab/lab-kit';
import { RUN_LIMITS, Sandbox } from '@proclab/sandbox';
import { expect, it } from 'vitest';
import { LABINIT } from '../src/labs/places.ts';
import { playScenario } from '../src/run/play-scenario.ts';
import { scratchFolder } from './support.ts';

const EMPTY = { zh: '', en: '' };

it('what must hold at several looks in a row is looked at as often before nothing more is waited for', async () => {
  const path = join(scratchFolder(), 'stuck');
  await execa('gcc', ['-x', 'c', '-', '-o', path], {
    input: '#include <unistd.h>\nint main(void) { return pause(); }\n',
  });
  const files = new Map([['stuck', { content: readFileSync(path), mode: 0o755, clockless: true }]]);
  /** As on a machine where each look takes long. */
  const slowly = (condition: (now: Now) => boolean) => (now: Now) => {
    for (const began = performance.now(); performance.now() - began < 100;);
    return condition(now);
  };
  const spec = natural(async (stage: Stage) => {
    await stage.terminal.run('./stuck');
    const asleep = steady(({ processes }) => (processes[0]?.state === 'S' ? 'asleep' : null), 8);
    await stage.moment('asleep', EMPTY, slowly(asleep), { within: '10s' });
    await stage.moment('never', EMPTY, () => false, { within: '10s' });
  });
  const started = Sandbox.start({ labinit: LABINIT, limits: RUN_LIMITS });
  const { run } = await playScenario(spec, Promise.resolve(files), started, 0, () => {});
  expect(run.moments.map(({ reached, stuckAfter }) => [reached, stuckAfter !== null])).toEqual([
    [true, false],
    [false, true],
  ]);
});
