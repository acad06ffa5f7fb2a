import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa, type Options } from 'execa';
import type { Verdict } from '@proclab/core';
import { afterAll } from 'vitest';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const scratch: string[] = [];
afterAll(() => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true });
});

/** A folder of the test's own, removed at its end. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'proclab-test-'));
  scratch.push(folder);
  return folder;
}

/** A folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = scratchFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** What a class would have on its machines: everything that grading needs, built, in a folder that all may read. */
export function installation(): string {
  const folder = scratchFolder();
  for (const part of [
    'grade',
    'package.json',
    'grader/bin',
    'grader/dist',
    'grader/build-lab.mjs',
    'labs',
    'solutions',
    'packages/sandbox/dist',
  ]) {
    cpSync(join(ROOT, part), join(folder, part), {
      recursive: true,
      preserveTimestamps: true,
      filter: (path) => !/\/(node_modules|submission|\.turbo)$/.test(path),
    });
  }
  return folder;
}

export interface Result {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `./grade` as a user would, in English unless told otherwise. Never throws. */
export async function grade(
  args: readonly string[],
  { root = ROOT, ...options }: Options & { root?: string } = {},
): Promise<Result> {
  const { exitCode, stdout, stderr } = await execa(join(root, 'grade'), args, {
    ...options,
    env: { LC_ALL: 'C.UTF-8', NO_COLOR: '1', ...options.env },
    reject: false,
    stdin: 'ignore',
  });
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}

/** Grades a single C file and gives the verdict. */
export async function verdictOf(lab: string, file: string, source: string): Promise<Verdict> {
  const { stdout } = await grade([lab, '--submission', folderWith({ [file]: source }), '--json']);
  return JSON.parse(stdout) as Verdict;
}

/** Status of each check by its id. */
export function statuses(verdict: Verdict): Record<string, string> {
  return Object.fromEntries(
    verdict.exercises.flatMap(({ checks }) => checks.map(({ id, status }) => [id, status])),
  );
}
