import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOptions } from '../../grade-pr/options.ts';
import { ROOT, TestRepository } from './repository.ts';

const FOLDER = 'labs/lab-01-fork-loops/submission';

let repository: TestRepository;

beforeAll(async () => {
  repository = await TestRepository.with({ 'README.md': 'base' });
  await repository.commit('broken', {
    [`${FOLDER}/siblings.c`]: 'int main(',
    'README.md': '::error::\nforged',
  });
  await repository.commit('link', { [`${FOLDER}/siblings.c`]: { mode: '120000', text: '/etc/passwd' } });
  await repository.commit('nothing', { 'README.md': 'head' });
});

afterAll(() => repository.remove());

/** As `npm run grade:pr` does, of the test's own repository: git(1), GIT_DIR. */
function gradePr(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return execa('node', ['--import', 'tsx', 'scripts/grade-pr.ts', ...args], {
    cwd: ROOT,
    reject: false,
    stdin: 'ignore',
    env: {
      GIT_DIR: join(repository.folder, '.git'),
      LC_ALL: 'C',
      GITHUB_ACTIONS: '',
      GITHUB_STEP_SUMMARY: undefined,
      ...env,
    },
  });
}

const scratch = (name: string) => join(repository.folder, '..', name);

describe('npm run grade:pr', () => {
  it('on GitHub gives annotations, a summary, reports and the verdicts', async () => {
    const summary = scratch('summary.md');
    const { exitCode, stdout } = await gradePr(
      [
        '--base',
        'base',
        '--head',
        'broken',
        '--out',
        scratch('out'),
        '--format',
        `junit=${scratch('junit.xml')}`,
      ],
      { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
    );
    expect(exitCode).toBe(1);
    expect(readdirSync(scratch('out/lab-01-fork-loops')).sort()).toEqual([
      'evidence.json',
      'logs',
      'verdict.json',
    ]);
    expect(readFileSync(summary, 'utf8')).toContain('| **lab-01 Fork loops** |');
    expect(readFileSync(scratch('junit.xml'), 'utf8')).toContain(
      '<testsuite id="0" package="lab-01" name="siblings"',
    );
    const [stop = '', ...lines] = stdout.split('\n');
    const word = /^::stop-commands::([\w-]{36})$/.exec(stop)?.[1];
    const commands = lines.slice(lines.indexOf(`::${word}::`) + 1);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands[0]).toMatch(
      new RegExp(`^::error file=${FOLDER}/siblings.c,line=1,col=\\d+,title=lab-01/siblings `),
    );
    for (const line of commands) expect(line).toMatch(/^::(error|warning|notice) /);
  });

  it('elsewhere prints the report alone, in the language asked for', async () => {
    const { exitCode, stdout } = await gradePr(['--base', 'base', '--head', 'broken', '--lang', 'zh']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('没有通过编译');
    expect(stdout).toContain('README.md');
    expect(stdout).not.toContain('::');
  });

  it('gives 2 for a submission that cannot be taken, and 0 where nothing is to be graded', async () => {
    expect(await gradePr(['--base', 'base', '--head', 'link'])).toMatchObject({ exitCode: 2 });
    const nothing = await gradePr([
      '--base',
      'base',
      '--head',
      'nothing',
      '--summary',
      scratch('nothing.md'),
    ]);
    expect(nothing.exitCode).toBe(0);
    expect(nothing.stdout).toContain('touches no submission that can be graded');
    expect(readFileSync(scratch('nothing.md'), 'utf8')).toContain('README.md');
  });

  it.each([
    [[], 'REF_MISSING'],
    [['--base', 'base'], 'REF_MISSING'],
    [['--base', 'base', '--head', 'no\n::error::such'], 'REF_UNKNOWN'],
    [['--bogus'], 'OPTION_UNKNOWN'],
    [['--base', 'a', '--head', 'b', '--format', 'pdf=x'], 'FORMAT_UNKNOWN'],
  ])('%j: %s', async (args, code) => {
    const { exitCode, stdout, stderr } = await gradePr(args, { GITHUB_ACTIONS: 'true' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.startsWith(`${code}: `)).toBe(true);
    expect(stderr).not.toMatch(/^\s*::/m);
  });

  it('gives 3 where there is no repository', async () => {
    const { exitCode, stderr } = await gradePr(['--base', 'a', '--head', 'b'], {
      GIT_DIR: scratch('nowhere'),
    });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^GRADER_FAULT:\n(\| .*\n?)+$/);
    expect(stderr).toContain('not a git repository');
  });

  it('helps', async () => {
    const { exitCode, stdout } = await gradePr(['--help']);
    expect(exitCode).toBe(0);
    for (const option of ['--base', '--head', '--out', '--summary', '--format'])
      expect(stdout).toContain(option);
  });
});

describe('readOptions', () => {
  const both = ['--base', 'a', '--head', 'b'];

  it('puts the summary where GitHub wants it, unless told otherwise', () => {
    expect(readOptions(both, { GITHUB_STEP_SUMMARY: '/s' }).summary).toBe('/s');
    expect(readOptions([...both, '--summary', 't'], { GITHUB_STEP_SUMMARY: '/s' }).summary).toBe('t');
    expect(readOptions(both, {}).summary).toBeNull();
  });

  it('speaks the language of the environment', () => {
    expect(readOptions(both, { LC_ALL: 'zh_CN.UTF-8' }).language).toBe('zh');
    expect(readOptions([...both, '--lang', 'en'], { LC_ALL: 'zh_CN.UTF-8' }).language).toBe('en');
  });
});
