import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lintLabs } from '../src/lint/lint-labs.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(import.meta.dirname, '.lint-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function lint(lab: string, ...fails: string[]): Promise<string[]> {
  put(
    'labs/lab-x/lab.ts',
    "import { lab } from '@proclab/lab-kit';\nimport x from './x/exercise.ts';\nexport default lab({ id: 'lab-x', exercises: [x] });\n",
  );
  put('labs/lab-x/x/exercise.ts', lab);
  put(
    'solutions/lab-x/mutants/x/m.patch',
    `Title-zh: x\nTitle-en: x\nFails: ${fails.join(', ')}\n--- a/x.c\n+++ b/x.c\n`,
  );
  return (await lintLabs(root)).map(({ file, line, what }) => `${file}:${line}: ${what.en}`);
}

const GOOD = `import { at, exercise, is, type Stage } from '@proclab/lab-kit';
async function scenario(stage: Stage) { await stage.terminal.run('./x'); }
const one = is({ id: 'one', points: 1, who: at('now').everyone, has: { ppid: 1 } });
const two = { id: 'two', judge: (run) => run.moments.map((process) => process.pid) };
export default exercise('x', { runs: [scenario], checks: [one, two] });
`;

describe('labs:lint', () => {
  it('finds nothing in a good lab', async () => {
    expect(await lint(GOOD, 'one', 'two')).toEqual([]);
  });

  it.each(['../shared', '.'])('finds a check in another file of the lab, in %s', async (folder) => {
    const file = join('labs/lab-x/x', folder, 'three.ts');
    put(file, "export const three = { id: 'three', judge: () => null };\n");
    const lab = GOOD.replace('[one, two]', '[one, two, three]').replace(
      'async',
      `import { three } from '${folder}/three.ts';\nasync`,
    );
    expect(await lint(lab, 'one', 'two', 'three')).toEqual([]);
    expect(await lint(lab, 'one', 'two')).toEqual([`${file}:1: no mutant is caught by "three"`]);
  });

  it.each([
    [
      'another import',
      ["from '@proclab/lab-kit'", "from '@proclab/core'"],
      'labs/lab-x/x/exercise.ts:1: a lab imports',
    ],
    [
      'a lazy import',
      ['run.moments.map', "import('node:fs') ?? run.moments.map"],
      'labs/lab-x/x/exercise.ts:4: a lab imports',
    ],
    [
      "another lab's file",
      ["from '@proclab/lab-kit'", "from '../../lab-y/x/exercise.ts'"],
      'labs/lab-x/x/exercise.ts:1: a lab imports',
    ],
    [
      'an exercise in a folder of another name',
      ["exercise('x'", "exercise('z'"],
      'labs/lab-x/x/exercise.ts:5: the exercise "z" stands in the folder x',
    ],
    ['the clock', ['run.moments.map', 'Date.now() ?? run.moments.map'], 'labs/lab-x/x/exercise.ts:4: Date'],
    [
      'chance',
      ['run.moments.map', 'Math.random() ?? run.moments.map'],
      'labs/lab-x/x/exercise.ts:4: Math.random',
    ],
    [
      'the environment',
      ['run.moments.map', 'process.env ?? run.moments.map'],
      'labs/lab-x/x/exercise.ts:4: process',
    ],
    [
      'a check that waits',
      ['judge: (run)', 'judge: async (run)'],
      'labs/lab-x/x/exercise.ts:4: only a scenario',
    ],
    [
      'an id in another case',
      ["id: 'two'", "id: 'Two'"],
      'labs/lab-x/x/exercise.ts:4: "Two" is not kebab-case',
    ],
    ['an id used twice', ["id: 'two'", "id: 'one'"], 'labs/lab-x/x/exercise.ts:4: "one" is used twice'],
    [
      'a check without a mutant',
      ["id: 'two'", "id: 'three'"],
      'labs/lab-x/x/exercise.ts:4: no mutant is caught by "three"',
    ],
    [
      'a mutant of a check that is not there',
      ["id: 'one'", "id: 'other'"],
      'solutions/lab-x/mutants/x/m.patch:3: there is no check "one"',
    ],
  ] as const)('finds %s', async (_, [good, bad], finding) => {
    expect(await lint(GOOD.replace(good, bad), 'one', 'two')).toContainEqual(
      expect.stringContaining(finding),
    );
  });

  it('finds a lab that does not load', async () => {
    expect(await lint('export default missing;\n', 'one')).toEqual([
      expect.stringContaining('labs/lab-x/lab.ts:1: the lab does not load: ReferenceError: missing'),
    ]);
  });

  it('finds a mutant that cannot be read', async () => {
    put('solutions/lab-x/mutants/x/broken.patch', 'nothing');
    expect(await lint(GOOD, 'one', 'two')).toEqual([
      expect.stringContaining('solutions/lab-x/mutants/x/broken.patch:1: not a mutant'),
    ]);
  });
});
