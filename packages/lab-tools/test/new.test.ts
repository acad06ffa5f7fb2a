import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Files, filesIn, projectCopy, type Result, run } from './copy.ts';

const LAB = 'labs/lab-98-tea';
const MINUTES = 180_000;

let root: string;
beforeAll(async () => {
  root = await projectCopy();
}, MINUTES);

const npm = (...args: readonly string[]) => run(root, 'npm', ['run', '-s', ...args]);
const node = (bin: string, ...args: readonly string[]) =>
  run(root, process.execPath, ['--import', 'tsx', `packages/lab-tools/src/bin/${bin}.ts`, ...args]);

/** Runs a tool, and gives what it changed. */
async function changes(tool: () => Promise<Result>): Promise<Result & { readonly changed: Files }> {
  const before = filesIn(root);
  const result = await tool();
  const changed = Object.entries(filesIn(root)).filter(([path, text]) => before[path] !== text);
  return { ...result, changed: Object.fromEntries(changed) };
}

const WISHES = ['--title-zh', '茶', '--title-en', "Tea, and what's in it"];

describe('npm run new-lab', () => {
  it('makes a lab that grades, and keeps to every rule', { timeout: MINUTES }, async () => {
    const { changed, ...made } = await changes(() =>
      npm(
        'new-lab',
        '--',
        'lab-98-tea',
        ...WISHES,
        '--exercise',
        'brew',
        '--exercise-zh',
        '泡茶',
        '--exercise-en',
        'Brewing',
      ),
    );
    expect(made).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('npm run verify lab-98') });
    expect(Object.keys(changed).sort()).toEqual([
      `${LAB}/README.md`,
      `${LAB}/README.zh-CN.md`,
      `${LAB}/brew/README.md`,
      `${LAB}/brew/README.zh-CN.md`,
      `${LAB}/brew/exercise.ts`,
      `${LAB}/lab.ts`,
      `${LAB}/package.json`,
      `${LAB}/starter/brew.c`,
      `${LAB}/turbo.json`,
      'package-lock.json',
      'solutions/lab-98-tea/mutants/brew/never-reaps.patch',
      'solutions/lab-98-tea/reference/brew.c',
    ]);
    expect(Object.values(changed).filter((text) => text.includes('{{'))).toEqual([]);
    for (const check of [
      ['oxfmt', '--check', LAB],
      ['oxlint', '--type-aware', LAB],
      ['tsc', '-p', '.'],
      ['knip', '--workspace', LAB],
    ])
      expect({ check, ...(await run(root, `node_modules/.bin/${check[0]}`, check.slice(1))) }).toMatchObject({
        exitCode: 0,
      });
    expect((await node('lint')).stdout).not.toContain('lab-98');
    expect(await node('sync', '--check')).toMatchObject({ exitCode: 0, stdout: '' });
    const verified = await npm('verify', 'lab-98');
    expect(verified).toMatchObject({ exitCode: 0 });
    expect(verified.stdout).toMatch(/reference +reference .* 100\/100\n *starter +starter .* 0\/100/);
  });

  it('adds it to the lockfile and to node_modules, so that set-up has nothing to do', async () => {
    const { modulesMatch } = (await import(join(root, 'scripts/setup/npm.mjs'))) as {
      modulesMatch: () => boolean;
    };
    expect(modulesMatch()).toBe(true);
  });

  it.each([
    [['lab-98-coffee'], 'EXISTS: lab-98 is there already: labs/lab-98-tea'],
    [['coffee'], 'LAB_NAME: "coffee" is no name of a lab'],
    [['lab-97-coffee', '--exercise', 'Roast'], 'ID: "Roast" is not kebab-case'],
    [['lab-97-coffee', '--colour', 'black'], 'OPTION: --colour is wrong'],
    [['lab-97-coffee', '--title-en', ''], 'MISSING: Not all is given'],
  ])('refuses %j and changes nothing', async (args, words) => {
    const all = [...WISHES, '--exercise', 'roast', '--exercise-zh', '烘', '--exercise-en', 'Roasting'];
    const { exitCode, stderr, changed } = await changes(() => node('new-lab', ...all, ...args));
    expect({ exitCode, changed }).toEqual({ exitCode: 2, changed: {} });
    expect(stderr).toContain(words);
  });

  it('says so in Chinese where the environment is Chinese', async () => {
    const args = ['--import', 'tsx', 'packages/lab-tools/src/bin/new-lab.ts'];
    const { stderr } = await run(root, process.execPath, args, { env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(stderr).toContain('MISSING: 信息不全');
  });
});

describe('npm run new-exercise', () => {
  it('asks a person at a terminal', { timeout: MINUTES }, async () => {
    // script(1) gives it a terminal.
    const command = `${process.execPath} --import tsx packages/lab-tools/src/bin/new-exercise.ts tea`;
    const { changed, stdout } = await changes(() =>
      run(root, 'script', ['-qec', command, '/dev/null'], { input: 'pour-out\n\n倒茶\nPouring\n' }),
    );
    expect(stdout).toContain('Name of the exercise');
    expect(changed[`${LAB}/lab.ts`]).toContain("import pourOut from './pour-out/exercise.ts';");
    expect(changed[`${LAB}/lab.ts`]).toContain('exercises: [brew, pourOut],');
    expect(changed[`${LAB}/README.zh-CN.md`]).toContain(
      '| [`pour-out`](pour-out/README.zh-CN.md) | 倒茶 | 100 |',
    );
    expect((await node('lint')).stdout).not.toContain('lab-98');
  });

  it.each([
    [['lab-98', 'brew'], 'EXISTS: labs/lab-98-tea/brew is there already'],
    [['lab-96', 'brew'], 'LAB_UNKNOWN: There is no lab "lab-96"'],
    [['lab-98', 'x', 'y'], 'OPTION: y is wrong'],
  ])('refuses %j and changes nothing', async (args, words) => {
    const { exitCode, stderr, changed } = await changes(() => node('new-exercise', ...args, ...WISHES));
    expect({ exitCode, changed }).toEqual({ exitCode: 2, changed: {} });
    expect(stderr).toContain(words);
  });
});

describe('npm run new-check', () => {
  const exercise = `${LAB}/brew/exercise.ts`;
  const mutant = 'solutions/lab-98-tea/mutants/brew/own-pid.patch';

  it(
    'makes a check and a mutant that are still to be written, and lint and verify say so',
    { timeout: MINUTES },
    async () => {
      const { exitCode, changed } = await changes(() =>
        node('new-check', 'lab-98/brew', 'own-pid', '--must-en', 'It has one'),
      );
      expect(exitCode).toBe(0);
      expect(Object.keys(changed).sort()).toEqual([
        `${LAB}/README.md`,
        `${LAB}/README.zh-CN.md`,
        `${LAB}/brew/README.md`,
        `${LAB}/brew/README.zh-CN.md`,
        exercise,
        mutant,
      ]);
      expect(changed[`${LAB}/brew/README.md`]).toContain('| `own-pid` | It has one | 10 |');
      const { stdout } = await node('lint');
      for (const finding of [
        'the text is still to be written \\(TODO\\)',
        'the points of "brew" add up to 110, not 100',
        'no mutant is caught by "own-pid"',
      ])
        expect(stdout).toMatch(new RegExp(`^${exercise}:\\d+: ${finding}$`, 'm'));
      expect(stdout).toContain(`${mutant}:1: not a mutant: it is still to be written (TODO)\n`);
      const verified = await run(root, process.execPath, ['grader/bin/proclab.cjs', 'verify', 'lab-98/brew']);
      expect(verified.exitCode).toBe(2);
      expect(verified.stderr).toContain(`${mutant} is of no use: it is still to be written (TODO).`);
    },
  );

  it.each([
    [['lab-98/brew', 'own-pid'], 'EXISTS: brew has a check "own-pid" already'],
    [['lab-98', 'new'], 'EXERCISE_UNKNOWN: lab-98-tea has 2 exercises'],
    [['lab-98/steep', 'new'], 'EXERCISE_UNKNOWN: lab-98-tea has no exercise "steep"'],
    [['lab-98/brew', 'new', '--points', 'many'], 'POINTS: '],
  ])('refuses %j and changes nothing', async (args, words) => {
    const { exitCode, stderr, changed } = await changes(() => node('new-check', ...args));
    expect({ exitCode, changed }).toEqual({ exitCode: 2, changed: {} });
    expect(stderr).toContain(words);
  });

  it('refuses an exercise.ts that it cannot add to, and changes nothing', async () => {
    const path = join(root, exercise);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/checks: (\[.*\])/, 'checks: $1.slice()'));
    const { exitCode, stderr, changed } = await changes(() => node('new-check', 'lab-98/brew', 'new'));
    writeFileSync(path, text);
    expect({ exitCode, changed }).toEqual({ exitCode: 2, changed: {} });
    expect(stderr).toContain(`SHAPE: ${exercise} has no list, or more than one, that can be added to`);
  });
});

it('labs:sync --check finds drift in points, starters and the reference of the kit', async () => {
  const edit = (path: string, piece: string, other: string) => {
    const text = readFileSync(join(root, path), 'utf8');
    expect(text).toContain(piece);
    writeFileSync(join(root, path), text.replace(piece, other));
  };
  edit('labs/lab-98-tea/brew/exercise.ts', 'points: 60', 'points: 50');
  edit('solutions/lab-98-tea/reference/brew.c', '// Make one child', '// Make a child');
  edit('packages/lab-kit/src/lab.ts', 'A program that gcc builds', 'A program which gcc builds');
  rmSync(join(root, 'docs/lab-kit.md'));
  const { exitCode, stdout } = await node('sync', '--check');
  expect(exitCode).toBe(1);
  expect(stdout.split('\n').map((line) => line.replace(/:.*/, ''))).toEqual(
    expect.arrayContaining([
      'labs/lab-98-tea/starter/brew.c',
      'labs/lab-98-tea/README.md',
      'labs/lab-98-tea/brew/README.md',
      'labs/lab-98-tea/README.zh-CN.md',
      'labs/lab-98-tea/brew/README.zh-CN.md',
      'docs/lab-kit.md',
    ]),
  );
  expect((await node('sync')).exitCode).toBe(0);
  expect(await node('sync', '--check')).toMatchObject({ exitCode: 0, stdout: '' });
});
