import { describe, expect, it } from 'vitest';
import { edited } from '../project.ts';
import { eachBreachIn, EXERCISE, LAB, lint } from './breaches.ts';
import { GOOD } from './good-lab.ts';

const MUTANT = 'solutions/lab-20-tea/mutants/brew/cold.patch';
const REFERENCE = 'solutions/lab-20-tea/reference/brew.c';
const STARTER = 'labs/lab-20-tea/starter/brew.c';

describe('finds an id', () => {
  eachBreachIn(LAB, [
    'of a lab that stands in another folder',
    "'lab-20'",
    "'lab-21'",
    1,
    '实验“lab-21”放在文件夹 lab-20-tea 里',
    'the lab "lab-21" stands in the folder lab-20-tea',
  ]);

  it('in another case, or twice', async () => {
    const files = edited(edited(GOOD, EXERCISE, "id: 'hot'", "id: 'Strong'"), MUTANT, 'hot', 'Strong');
    expect(await lint(files)).toEqual([
      `${EXERCISE}:14: “Strong”不是 kebab-case | "Strong" is not kebab-case`,
    ]);
    const twice = edited(edited(GOOD, EXERCISE, "id: 'hot'", "id: 'strong'"), MUTANT, 'hot, ', '');
    expect(await lint(twice)).toEqual([`${EXERCISE}:25: “strong”重复了 | "strong" is used twice`]);
    const exercises = edited(GOOD, LAB, '[brew]', '[brew, brew]');
    expect(await lint(exercises)).toContain(`${EXERCISE}:39: “brew”重复了 | "brew" is used twice`);
  });

  it('that two labs have', async () => {
    const other = edited(GOOD, LAB, './brew/exercise.ts', '../lab-20-tea/brew/exercise.ts')[LAB]!;
    const findings = await lint({ ...GOOD, 'labs/lab-20-coffee/lab.ts': other });
    expect(findings).toContain(`${LAB}:1: lab-20-coffee 也是“lab-20” | lab-20-coffee is "lab-20" as well`);
  });
});

describe('finds points', () => {
  eachBreachIn(EXERCISE, [
    'that do not add up',
    'points: 60',
    'points: 50',
    39,
    '“brew”各项的分值加起来是 90，不是 100',
    'the points of "brew" add up to 90, not 100',
  ]);

  it('that are none', async () => {
    const files = edited(
      edited(GOOD, EXERCISE, 'points: 60', 'points: 100'),
      EXERCISE,
      'points: 40',
      'points: 0',
    );
    expect(await lint(files)).toEqual([
      `${EXERCISE}:25: “strong”的分值是 0，应为正整数 | "strong" is worth 0: points are whole numbers above 0`,
    ]);
  });
});

describe('finds a check', () => {
  eachBreachIn(
    EXERCISE,
    [
      'that no run is for',
      "on: 'natural'",
      "on: 'traced'",
      25,
      '没有一次运行是给“strong”看的',
      'no run is there for "strong" to be judged on',
    ],
    [
      'that explains nothing in Chinese',
      "{ zh: '烧水', en",
      "{ zh: '', en",
      14,
      '缺少中文文字（zh）',
      'the Chinese text (zh) is missing',
    ],
    [
      'that explains nothing in English',
      "en: 'The tea is hot'",
      "en: ' '",
      14,
      '缺少英文文字（en）',
      'the English text (en) is missing',
    ],
  );

  it('that no mutant is for', async () => {
    expect(await lint(edited(GOOD, MUTANT, ', strong', ''))).toEqual([
      `${EXERCISE}:25: 没有变异体会被“strong”抓住 | no mutant is caught by "strong"`,
    ]);
  });
});

describe('finds a mutant', () => {
  eachBreachIn(
    MUTANT,
    [
      'of a check that is not there',
      'Fails: hot',
      'Fails: sweet, hot',
      3,
      '没有检查项“sweet”',
      'there is no check "sweet"',
    ],
    [
      'with a title that is to be written',
      'Cold',
      'TODO',
      2,
      '文字还没有写（TODO）',
      'the text is still to be written (TODO)',
    ],
  );

  it.each([
    [
      'cannot be read',
      'nothing',
      '没有 diff：缺少以“--- ”开头的一行',
      'no diff: a line that begins with "--- " is missing',
    ],
    ['is still to be written', 'Fails: hot\n\nTODO', '还没有写（TODO）', 'it is still to be written (TODO)'],
  ])('that %s', async (_, text, zh, en) => {
    const file = 'solutions/lab-20-tea/mutants/brew/sweet.patch';
    expect(await lint({ ...GOOD, [file]: text })).toEqual([
      `${file}:1: 这个变异体读不出来：${zh} | not a mutant: ${en}`,
    ]);
  });

  it('with a name that is none', async () => {
    const file = 'solutions/lab-20-tea/mutants/brew/Too cold.patch';
    expect(await lint({ ...GOOD, [file]: GOOD[MUTANT]! })).toEqual([
      `${file}:1: 变异体的文件名应为 kebab-case 加 .patch | the name of a mutant is kebab-case and ends with .patch`,
    ]);
  });

  it('of an exercise that is not there', async () => {
    const folder = 'solutions/lab-20-tea/mutants/steep';
    expect(await lint({ ...GOOD, [`${folder}/cold.patch`]: GOOD[MUTANT]! })).toEqual([
      `${folder}:1: 没有练习“steep” | there is no exercise "steep"`,
    ]);
  });
});

const DIFFERS =
  '起始代码与参考解答不一致：请运行 npm run labs:sync | this starter is not what its reference makes: run "npm run labs:sync"';

describe('finds a starter', () => {
  it('that was written by hand', async () => {
    expect(await lint(edited(GOOD, STARTER, '\n', '\n\n/* mine */\n'))).toEqual([`${STARTER}:3: ${DIFFERS}`]);
  });

  it('without a reference', async () => {
    const file = 'labs/lab-20-tea/starter/steep.c';
    expect(await lint({ ...GOOD, [file]: 'int x;\n' })).toEqual([`${file}:1: ${DIFFERS}`]);
  });

  it('that no reference can make', async () => {
    expect(await lint(edited(GOOD, REFERENCE, '// <<< solution\n', ''))).toEqual([
      `${REFERENCE}:1: 这段解答没有结束 | this solution is never closed`,
    ]);
  });
});

describe('finds a task text', () => {
  it.each(['labs/lab-20-tea/README.md', 'labs/lab-20-tea/brew/README.zh-CN.md'])(
    'missing: %s',
    async (file) => {
      const { [file]: _, ...files } = GOOD;
      expect(await lint(files)).toEqual([`${file}:1: 缺少这篇任务说明 | this task text is missing`]);
    },
  );

  it('that is still to be written', async () => {
    const file = 'labs/lab-20-tea/brew/README.md';
    expect(await lint({ ...GOOD, [file]: '# Brew\n\nTODO\n' })).toEqual([
      `${file}:3: 这里还没有写（TODO） | this is still to be written (TODO)`,
    ]);
  });
});

it('finds a lab that does not load', async () => {
  expect(await lint(edited(GOOD, LAB, '[brew]', '[].brew.x'))).toEqual([
    expect.stringMatching(
      /^labs\/lab-20-tea\/lab\.ts:1: labs\/lab-20-tea\/lab\.ts 加载不了：TypeError: .* \| labs\/lab-20-tea\/lab\.ts does not load: TypeError: /,
    ),
  ]);
});
