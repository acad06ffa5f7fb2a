import { appendFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, grade, installation } from './support.ts';

it('builds a lab that is newer than its bundle, and says so when that fails', async () => {
  const root = installation();
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const folder = join(root, 'labs/lab-01-fork-loops');
  appendFileSync(join(folder, 'siblings/exercise.ts'), '\nprocess.stderr.write("a newer lab");\n');
  const newer = await grade(['lab-01/siblings', '--starter'], { root });
  expect(newer.stderr).toContain('a newer lab');
  expect(newer.exitCode).toBe(1);

  writeFileSync(join(folder, 'lab.ts'), 'this is no lab');
  const broken = await grade(['lab-01/siblings', '--starter'], { root });
  expect(broken.exitCode).toBe(3);
  expect(broken.stderr).toContain('LAB_BUILD: labs/lab-01-fork-loops is newer than its build');
});
