import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseLanguage, readOptions } from '../src/cli/options.ts';
import { folderWith, grade, installation } from './support.ts';

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
    const { exitCode, stderr } = await grade(['lab-01'], { root });
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
      expect(JSON.parse(stdout)).toMatchObject({ lab: 'lab-01', exercises: [{ exercise: 'siblings' }] });
    },
  );
});

describe('options', () => {
  it('come from npm where npm kept them', () => {
    const env = {
      npm_lifecycle_event: 'grade',
      npm_config_json: 'true',
      npm_config_lang: 'zh',
      npm_config_out: 'there',
    };
    expect(readOptions(['lab-01'], env)).toMatchObject({
      json: true,
      lang: 'zh',
      out: 'there',
      positionals: ['lab-01'],
    });
  });

  it('from npm give way to those on the command line, and count only under npm', () => {
    expect(readOptions(['--lang', 'en'], { npm_lifecycle_event: 'grade', npm_config_lang: 'zh' }).lang).toBe(
      'en',
    );
    expect(readOptions(['lab-01'], { npm_config_json: 'true' }).json).toBeUndefined();
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
    const first = await grade(['lab-01'], { root });
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
    const { exitCode, stderr } = await grade(['lab-01'], { root });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(statSync(join(submission, 'siblings.c')).mtimeMs).toBe(before);
  });
});
