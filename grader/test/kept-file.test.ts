import { expect, it, vi } from 'vitest';
import { c, exercise, keptLines, lab, natural, type Stage } from '@proclab/lab-kit';
import { ROOT } from './support.ts';

const EMPTY = { zh: '', en: '' };
const LOG = '/var/log/verbose.log';

/** A log of 300 KiB: a program that tries again twice a second has as much to say in a minute, with long paths. */
const VERBOSE = `#include <stdio.h>
int main(void) {
  FILE *log = fopen("${LOG}", "a");
  for (int i = 0; i < 3000; i++)
    fprintf(log, "%0100d\\n", i);
  fprintf(log, "the last line\\n");
  return fclose(log);
}
`;

async function ranToItsEnd(stage: Stage): Promise<void> {
  stage.keep(LOG);
  await stage.terminal.run('./verbose');
  await stage.moment('written', EMPTY, (now) => now.kept(LOG)?.endsWith('the last line\n') ?? false, {
    within: '5s',
  });
}

const verbose = lab({
  id: 'lab-00',
  title: EMPTY,
  exercises: [
    exercise('verbose', {
      title: EMPTY,
      programs: [c('verbose.c')],
      runs: [natural(ranToItsEnd)],
      checks: [],
    }),
  ],
});

it('is whole to its last line, also where a program has much to say', async () => {
  vi.stubEnv('PROCLAB_ROOT', ROOT);
  const { gradeLab, startBuildSandbox } = await import('../src/grade-lab.ts');
  const files = [{ path: 'verbose.c', text: VERBOSE }];
  const { evidence } = await gradeLab(verbose, { origin: 'test', files }, startBuildSandbox(), () => {});
  const [run] = evidence.exercises[0]!.runs;
  expect(run!.faults).toEqual([]);
  expect(run!.moments).toMatchObject([{ name: 'written', reached: true }]);
  const lines = keptLines(run!, LOG);
  expect(lines).toHaveLength(3001);
  expect(lines.at(-1)).toBe('the last line');
});
