import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { execa } from 'execa';
import { afterAll } from 'vitest';
import { ROOT } from '../src/bin/command.ts';
import { filesOf } from '../src/export/files-of.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder outside the project, removed when the tests are over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'proclab-'));
  folders.push(folder);
  return folder;
}

/** The project as it stands, set up and built, in a folder in which anything may be done to it. */
export async function projectCopy(): Promise<string> {
  const folder = newFolder();
  for (const path of filesOf(ROOT)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(ROOT, path), join(folder, path));
  }
  for (const built of ['grader/dist', 'packages/sandbox/dist'])
    cpSync(join(ROOT, built), join(folder, built), { recursive: true });
  await giveModules(folder);
  return folder;
}

/** The installed packages, without copying them where that can be helped; links to those of the project lead to the new place. */
export async function giveModules(folder: string): Promise<void> {
  await execa('sh', [
    '-c',
    'cp -al "$0" "$1" 2> /dev/null || cp -a "$0" "$1"',
    join(ROOT, 'node_modules'),
    folder,
  ]);
}

/** Files by their paths. */
export type Files = Readonly<Record<string, string>>;

/** What can be changed in a copy of the project: whatever belongs to labs, and the lockfile. */
export function filesIn(root: string): Files {
  const paths = ['labs', 'solutions', 'docs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\/(dist|submission)$/.test(entry.parentPath))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
  return Object.fromEntries(
    [...paths, 'package-lock.json'].map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

export interface Result {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of a project, in English unless told otherwise. Never throws. */
export async function run(
  folder: string,
  command: string,
  args: readonly string[],
  options: { env?: Record<string, string>; input?: string } = {},
): Promise<Result> {
  const { exitCode, stdout, stderr } = await execa(command, args, {
    cwd: folder,
    reject: false,
    stdin: options.input === undefined ? 'ignore' : 'pipe',
    ...(options.input === undefined ? {} : { input: options.input }),
    env: { LC_ALL: 'C.UTF-8', NO_COLOR: '1', ...options.env },
  });
  return { exitCode, stdout, stderr };
}
