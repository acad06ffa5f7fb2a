import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What these tests look at in a verdict. */
interface Verdict {
  readonly points: { readonly earned: number; readonly possible: number };
  readonly exercises: readonly {
    readonly checks: readonly { readonly id: string; readonly status: string }[];
  }[];
}

function grade(...args: readonly string[]): { status: number | null; verdict: Verdict } {
  const { status, stdout } = spawnSync(join(ROOT, 'grade'), [...args, '--json'], { encoding: 'utf8' });
  return { status, verdict: JSON.parse(stdout) as Verdict };
}

function checksOf({ exercises }: Verdict): Record<string, string> {
  return Object.fromEntries(exercises.flatMap(({ checks }) => checks.map(({ id, status }) => [id, status])));
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proclab-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each(readdirSync(join(ROOT, 'labs')).sort())(
  '%s: this machine grades its starter, which has no points yet',
  (lab) => {
    const { status, verdict } = grade(lab, '--starter');
    expect(Object.values(checksOf(verdict))).not.toContain('error');
    expect(verdict.points.possible).toBeGreaterThan(0);
    expect(verdict.points.earned).toBe(0);
    expect(status).toBe(1);
  },
  120_000,
);

it('sees what a program does: one child, and no grandchild', () => {
  writeFileSync(join(folder, 'siblings.c'), '#include <unistd.h>\nint main(void) { return fork() < 0; }\n');
  const { status, verdict } = grade('lab-01/siblings', '--submission', folder);
  expect(status).toBe(1);
  expect(checksOf(verdict)).toMatchObject({ 'three-children': 'fail', 'no-grandchildren': 'pass' });
});
