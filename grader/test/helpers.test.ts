import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { c, exercise, lab, natural, type Stage } from '@proclab/lab-kit';
import { folderWith, ROOT } from './support.ts';

const EMPTY = { zh: '', en: '' };

async function inCompany(stage: Stage): Promise<void> {
  const helper = await stage.terminal.run('./helper');
  await stage.moment('helped', EMPTY, (now) => now.ended(helper) !== null, { within: '10s' });
}

const company = lab({
  id: 'lab-98',
  title: EMPTY,
  exercises: [
    exercise('pair', {
      title: EMPTY,
      programs: [c('mine.c')],
      helpers: [c('helper.c', 'words.c')],
      runs: [natural(inCompany)],
      checks: [],
    }),
  ],
});

/** What a run comes to in a project whose lab has this as the main source of its helper. */
async function playedWith(helper: string) {
  const root = folderWith({
    'labs/lab-98-company/pair/helper.c': helper,
    'labs/lab-98-company/pair/words.c': 'const char *words(void) { return "from the lab"; }',
  });
  symlinkSync(join(ROOT, 'packages'), join(root, 'packages'));
  vi.stubEnv('PROCLAB_ROOT', root);
  vi.resetModules();
  const { gradeLab, startBuildSandbox } = await import('../src/grade-lab.ts');
  const files = [
    { path: 'mine.c', text: 'int main(void) { return 0; }' },
    {
      path: 'helper.c',
      text: '#include <stdio.h>\nint main(void) { puts("from the submission"); return 0; }',
    },
    { path: 'words.h', text: 'static const char *words(void) { return "from the submission"; }' },
    { path: 'words.c', text: '#error' },
  ];
  const { evidence } = await gradeLab(company, { origin: 'test', files }, startBuildSandbox(), () => {});
  return evidence.exercises[0]!;
}

it('runs programs of the lab, whatever a submission has of their names', async () => {
  const { build, runs } = await playedWith(`
    #include <stdio.h>
    #if __has_include("words.h")
    #error the submission can be seen from here
    #endif
    const char *words(void);
    int main(void) { puts(words()); return 0; }
  `);
  expect(build.programs.map(({ program }) => program)).toEqual(['mine']);
  const [run] = runs;
  expect(run!.faults).toEqual([]);
  expect(run!.terminals[0]!.output.map(({ text }) => text).join('')).toBe('from the lab\r\n');
});

it('names one that does not compile as a fault that is not the student’s', async () => {
  const { build, runs } = await playedWith('int main(void) { return words(; }');
  expect(build).toMatchObject({ status: 'built', faults: [] });
  expect(runs[0]!.faults).toMatchObject([{ code: 'HELPER_BUILD' }]);
  expect(runs[0]!.faults[0]!.what.en).toContain('helper.c:1:');
});
