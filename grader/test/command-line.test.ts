import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { chooseLanguage, readOptions } from '../src/cli/options.ts';
import { ROOT, folderWith, grade, installation } from './support.ts';

describe('exit status and messages', () => {
  it.each([
    [['lab-99'], 'LAB_UNKNOWN', 'lab-01-fork-loops'],
    [[], 'LAB_MISSING', './grade lab-01'],
    [['lab-01', 'lab-08'], 'LAB_MISSING', './grade lab-01'],
    [['lab-01/brothers'], 'EXERCISE_UNKNOWN', 'siblings'],
    [['lab-01', '--bogus'], 'OPTION_UNKNOWN', '--bogus'],
    [['lab-01', '--mutant'], 'OPTION_VALUE', '--mutant'],
    [['lab-01', '--mutant', 'no-such'], 'PROGRAM_UNKNOWN', 'no-wait'],
    [['lab-01', '--mutant', '../../../etc/passwd'], 'PROGRAM_UNKNOWN', 'no-wait'],
    [['lab-01', '--lang', 'fr'], 'LANGUAGE_UNKNOWN', '--lang zh'],
    [['lab-01', '--reference', '--starter'], 'OPTIONS_CLASH', '--reference'],
    [['lab-01', '--submission', '/nowhere'], 'SUBMISSION_UNREADABLE', 'does not exist'],
    [['lab-\n\x1b[2J::error::'], 'LAB_UNKNOWN', 'lab-\\n'],
  ])('%j: %s', async (args, code, words) => {
    const { exitCode, stdout, stderr } = await grade(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.startsWith(`${code}: `)).toBe(true);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr).not.toContain('\x1b');
  });

  it('says in Chinese what is wrong where the environment is Chinese', async () => {
    const { exitCode, stderr } = await grade(['lab-99'], { env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('没有叫“lab-99”的实验');
  });

  it('helps', async () => {
    const { exitCode, stdout } = await grade(['--help']);
    expect(exitCode).toBe(0);
    for (const option of ['--submission', '--json', '--out', '--lang', '--mutant'])
      expect(stdout).toContain(option);
  });

  it('says what to run where nothing is built', async () => {
    const root = installation();
    const { rmSync } = await import('node:fs');
    rmSync(join(root, 'grader/dist'), { recursive: true });
    const { exitCode, stderr } = await grade(['lab-01/siblings'], { root });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('npm run setup');
  });
});

describe('names of labs', () => {
  it.each(['lab-01', 'lab-1', '1', '01', 'fork-loops', 'lab-01-fork-loops', 'LAB-01', 'lab-01/siblings'])(
    '%s',
    async (name) => {
      const broken = folderWith({ 'siblings.c': 'int main(' });
      const { exitCode, stdout } = await grade([name, '--submission', broken, '--json']);
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ lab: 'lab-01' });
      expect(JSON.parse(stdout).exercises[0]).toMatchObject({ exercise: 'siblings' });
    },
  );
});

describe('options', () => {
  it.each([
    [
      ['lab-01'],
      { json: 'true', out: 'there', reference: 'true' },
      { json: true, out: 'there', reference: true },
    ],
    [['lab-01', 'no-wait'], { mutant: 'true' }, { mutant: 'no-wait' }],
    [['lab-01', 'zh'], {}, { lang: 'zh' }],
    [
      ['lab-01', 'mine', 'en'],
      { submission: 'true', json: 'true' },
      { submission: 'mine', lang: 'en', json: true },
    ],
    [['lab-01', '--lang', 'en'], { lang: 'zh' }, { lang: 'en' }],
  ])('that npm kept or took apart: %j %j', (args, kept, options) => {
    const told = Object.entries(kept).map(([name, value]) => [`npm_config_${name}`, value]);
    const env = { npm_lifecycle_event: 'grade', ...Object.fromEntries(told) };
    expect(readOptions(args, env)).toEqual({ ...options, positionals: ['lab-01'] });
  });

  it('from npm count only under npm', () => {
    expect(readOptions(['lab-01', 'zh'], { npm_config_json: 'true' })).toEqual({
      positionals: ['lab-01', 'zh'],
    });
  });

  it('reach the grader through npm itself', async () => {
    const args = ['run', 'grade', 'lab-01', '--mutant', 'no-such', '--lang=zh'];
    const { exitCode, stderr } = await execa('npm', args, {
      cwd: ROOT,
      reject: false,
      env: { LC_ALL: 'C.UTF-8' },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('没有叫“no-such”的程序');
  });

  it.each([
    ['zh', {}, 'zh'],
    [undefined, { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, 'zh'],
    [undefined, { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
    [undefined, { LC_ALL: '', LANG: 'zh_TW.UTF-8' }, 'zh'],
    [undefined, {}, 'en'],
  ])('language %j in %j is %s', (lang, env, language) => {
    expect(chooseLanguage(lang, env)).toBe(language);
  });
});

describe('the first grade', () => {
  it('begins the submission with the starter, says so, and grades it honestly', async () => {
    const root = installation();
    const first = await grade(['lab-01/siblings'], { root });
    expect(first.exitCode).toBe(1);
    expect(first.stderr).toContain('labs/lab-01-fork-loops/submission/');
    expect(first.stdout).toContain('0 of 100 points');
    const submission = join(root, 'labs/lab-01-fork-loops/submission/siblings.c');
    expect(existsSync(submission)).toBe(true);
    expect(readFileSync(submission, 'utf8')).toBe(
      readFileSync(join(root, 'labs/lab-01-fork-loops/starter/siblings.c'), 'utf8'),
    );
  });

  it('leaves a submission that is there alone', async () => {
    const root = installation();
    const { cpSync, statSync } = await import('node:fs');
    const submission = join(root, 'labs/lab-01-fork-loops/submission');
    cpSync(join(root, 'solutions/lab-01-fork-loops/reference'), submission, { recursive: true });
    const before = statSync(join(submission, 'siblings.c')).mtimeMs;
    const { exitCode, stderr } = await grade(['lab-01/siblings'], { root });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(statSync(join(submission, 'siblings.c')).mtimeMs).toBe(before);
  });
});
