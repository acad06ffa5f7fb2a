import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { starterFiles, writeStarter } from '../src/sync.ts';

it('finds a starter that differs from its reference, and writes it', () => {
  const root = mkdtempSync(join(tmpdir(), 'labs-sync-'));
  try {
    mkdirSync(join(root, 'solutions/lab-x/reference'), { recursive: true });
    writeFileSync(join(root, 'solutions/lab-x/reference/x.c'), 'a\n// >>> solution\nb\n// <<< solution\n');
    const [missing] = starterFiles(root);
    expect(missing).toEqual({ path: 'labs/lab-x/starter/x.c', wanted: 'a\n', found: null });
    writeStarter(root, missing!);
    expect(readFileSync(join(root, 'labs/lab-x/starter/x.c'), 'utf8')).toBe('a\n');
    expect(starterFiles(root)[0]?.found).toBe('a\n');
  } finally {
    rmSync(root, { recursive: true });
  }
});
