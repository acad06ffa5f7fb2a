import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { starterFiles } from '../../src/sync/starters.ts';
import { writeSynced } from '../../src/sync/synced-file.ts';
import { projectWith } from '../project.ts';

it('writes the starter that a reference makes, and takes away one that none makes', () => {
  const root = projectWith({
    'solutions/lab-x/reference/x.c': 'a\n// >>> solution\nb\n// <<< solution\n',
    'labs/lab-x/starter/y.c': 'left over\n',
  });
  const stale = starterFiles(root, 'lab-x');
  expect(stale).toEqual([
    { path: 'labs/lab-x/starter/x.c', wanted: 'a\n', found: null },
    { path: 'labs/lab-x/starter/y.c', wanted: null, found: 'left over\n' },
  ]);
  for (const file of stale) writeSynced(root, file);
  expect(readFileSync(join(root, 'labs/lab-x/starter/x.c'), 'utf8')).toBe('a\n');
  expect(existsSync(join(root, 'labs/lab-x/starter/y.c'))).toBe(false);
  expect(starterFiles(root, 'lab-x')).toEqual([
    { path: 'labs/lab-x/starter/x.c', wanted: 'a\n', found: 'a\n' },
  ]);
});
