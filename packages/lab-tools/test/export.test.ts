import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../src/bin/command.ts';
import { exportEdition } from '../src/export/export.ts';
import { giveModules, newFolder, run } from './copy.ts';

let edition: string;
beforeAll(() => {
  edition = join(newFolder(), 'class');
  exportEdition(ROOT, edition);
});

function filesIn(root: string, below: string): string[] {
  return readdirSync(join(root, below), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/node_modules|\/dist\b/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Shorter lines are of any program: `return true;`, `} else {`. */
const SHORTEST = 15;

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= SHORTEST);
}

/** Of a patch what it takes from a reference and what it puts in its place, and what it says of that. */
function solutionLines(path: string): string[] {
  if (!path.endsWith('.patch')) return linesOf(path);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => /^([-+](?![-+])|[A-Z][a-z-]+: )/.test(line))
    .map((line) => line.replace(/^([-+]|[A-Z][a-z-]+: )/, '').trim())
    .filter((line) => line.length >= SHORTEST);
}

const starters = () => filesIn(ROOT, 'labs').filter((path) => path.includes('/starter/'));

/** C that is no solution: the grader’s own, what the handbook shows, and partners that an exercise brings along. */
const OTHER_C = /^(packages\/sandbox\/native\/|docs\/handbook|labs\/[^/]+\/(?!starter\/)[^/]+\/.*\.[ch]$)/;

const otherC = (root: string) =>
  filesIn(root, '.').filter((path) => OTHER_C.test(path.slice(root.length + 1)));

describe('the edition for a class', () => {
  it('has no line of a solution or a patch that the starters do not have too', () => {
    const known = new Set([...starters().flatMap(linesOf), ...otherC(edition).flatMap(linesOf)]);
    const secret = new Set(
      filesIn(ROOT, 'solutions')
        .flatMap(solutionLines)
        .filter((line) => !known.has(line)),
    );
    expect(secret.size).toBeGreaterThan(5000);
    const told = filesIn(edition, '.').flatMap((path) =>
      linesOf(path)
        .filter((line) => secret.has(line))
        .map((line) => `${path}: ${line}`),
    );
    expect(told).toEqual([]);
  });

  it('has no three lines in a row of a solution where C is shown for other reasons', () => {
    const threes = (lines: readonly string[]) =>
      lines
        .filter((line) => !line.startsWith('#include'))
        .map((_, at, all) => all.slice(at, at + 3).join('\n'))
        .slice(0, -2);
    const known = new Set(starters().flatMap((path) => threes(linesOf(path))));
    const secret = new Set(filesIn(ROOT, 'solutions').flatMap((path) => threes(solutionLines(path))));
    const shown = otherC(edition);
    expect(shown.length).toBeGreaterThan(10);
    const told = shown.flatMap((path) => threes(linesOf(path)));
    expect(told.filter((three) => secret.has(three) && !known.has(three))).toEqual([]);
  });

  it('has no folder of solutions and no test of ours', () => {
    const paths = filesIn(edition, '.').map((path) => path.slice(edition.length + 1));
    expect(
      paths.filter((path) => /^solutions|mutants|variants|racy\/|^(grader|packages\/.*)\/test\//.test(path)),
    ).toEqual([]);
    expect(paths.filter((path) => /^labs\/[^/]+\/starter\//.test(path)).length).toBeGreaterThan(30);
  });

  it('has no link that leads nowhere', () => {
    const broken = filesIn(edition, '.')
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)/g)]
          .map(([, link]) => join(dirname(path), link!))
          .filter((target) => !existsSync(target))
          .map((target) => `${path}: ${target}`),
      );
    expect(broken).toEqual([]);
  });

  it('lists every lab, in both languages', () => {
    for (const readme of ['README.md', 'README.zh-CN.md']) {
      const text = readFileSync(join(edition, readme), 'utf8');
      const labs = readdirSync(join(edition, 'labs'));
      expect(labs.filter((lab) => !text.includes(`(labs/${lab}/${readme})`))).toEqual([]);
    }
  });

  it('has the packages of our lockfile, and no others', () => {
    const packagesOf = (root: string) =>
      JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages as Record<
        string,
        { version: string }
      >;
    const [all, some] = [packagesOf(ROOT), packagesOf(edition)];
    expect(Object.keys(some).filter((path) => some[path]!.version !== all[path]?.version)).toEqual([]);
    expect(Object.keys(some)).toEqual(
      expect.arrayContaining(['node_modules/rolldown', 'node_modules/vitest']),
    );
    expect(some).not.toHaveProperty(['node_modules/ts-morph']);
  });
});

describe('the edition for a class, set up', () => {
  beforeAll(async () => {
    await giveModules(edition);
    const built = await run(edition, 'node_modules/.bin/turbo', ['run', 'build', '--no-daemon']);
    if (built.exitCode !== 0) throw new Error(built.stderr + built.stdout);
  }, 200_000);

  it('grades and tests by itself', { timeout: 200_000 }, async () => {
    const graded = await run(edition, './grade', ['lab-01/siblings']);
    expect(graded.exitCode).toBe(1);
    expect(graded.stdout).toContain('0 of 100 points');
    const help = await run(edition, './grade', ['--help']);
    expect(help.stdout).not.toMatch(/mutant|verify|reference/);
    const tested = await run(edition, 'node_modules/.bin/vitest', ['run', '-t', 'lab-01|sees']);
    expect(tested.stdout).toMatch(/Tests\s+2 passed/);
  });

  it('grades a pull request', async () => {
    const git = (...args: readonly string[]) =>
      run(edition, 'git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'core.excludesFile=', ...args]);
    await git('init', '-q', '-b', 'main');
    await git('add', '-A');
    await git('commit', '-qm', 'class');
    await git('switch', '-qc', 'student');
    const submission = join(edition, 'labs/lab-01-fork-loops/submission');
    mkdirSync(submission, { recursive: true });
    writeFileSync(join(submission, 'siblings.c'), 'int main(void) { return 0; }\n');
    await git('add', '-A');
    await git('commit', '-qm', 'solution');
    await git('switch', '-q', 'main');
    const npmRun = ['run', '-s', 'grade:pr', '--', '--base', 'main', '--head', 'student'];
    const { exitCode, stdout } = await run(edition, 'npm', npmRun);
    expect(stdout).toMatch(/lab-01.* 0 of \d+/);
    expect(exitCode).toBe(1);
  });
});

it.each([
  ['a folder that is not empty', () => newFolder(), 'is not empty'],
  ['the project', () => join(ROOT, 'class'), 'lies in the project'],
])('refuses %s', async (_, folder, words) => {
  const target = folder();
  if (existsSync(target)) writeFileSync(join(target, 'x'), '');
  const { exitCode, stderr } = await run(ROOT, process.execPath, [
    '--import',
    'tsx',
    'packages/lab-tools/src/bin/export.ts',
    target,
  ]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('EXPORT_FOLDER: ');
  expect(stderr).toContain(words);
  expect(existsSync(target) ? readdirSync(target) : []).toHaveLength(existsSync(target) ? 1 : 0);
});
