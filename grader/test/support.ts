import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa, type Options } from 'execa';
import type { Verdict } from '@proclab/core';
import type { Machine } from '../../packages/sandbox/test/machines/machines.ts';
import { afterAll } from 'vitest';
import { copyInstallation } from './installation.ts';

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

/** What a class would have on its machines, in a folder of the test's own. */
export function installation(): string {
  const folder = scratchFolder();
  copyInstallation(ROOT, folder);
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

/** Runs `./grade` of an installation on a machine that lacks something, see packages/sandbox/test/machines. Never throws. */
export async function gradeOn(
  machine: Machine,
  root: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Result> {
  const { exitCode, stdout, stderr } = await execa('env', [...machine, join(root, 'grade'), ...args], {
    cwd: '/',
    env: { LC_ALL: 'C.UTF-8', NO_COLOR: '1', ...env },
    reject: false,
    stdin: 'ignore',
  });
  return { exitCode, stdout, stderr };
}

/** The verdict that it gives. */
export async function verdictOn(machine: Machine, root: string, args: readonly string[]): Promise<Verdict> {
  const { stdout, stderr } = await gradeOn(machine, root, [...args, '--json']);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Verdict;
}
