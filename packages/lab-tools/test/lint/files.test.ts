import { describe, expect, it } from 'vitest';
import { type Breach, eachBreachIn, EXERCISE, lint, type Said } from './breaches.ts';
import { edited } from '../project.ts';
import { GOOD } from './good-lab.ts';

/** What the good lab has where it can be broken. */
const IMPORT = 'import { at, c,';
const CONST = 'const WORD';
const IN_CHECK = 'words.sort();';
const CONDITION = '(now) => now.ended(brew) !== null';

it('finds nothing in a good lab', async () => {
  expect(await lint(GOOD)).toEqual([]);
});

it('lets a submission’s own program have the name of one that only sleeps', async () => {
  expect(await lint(edited(GOOD, EXERCISE, "run('./brew')", "run('./timeout')"))).toEqual([]);
});

describe('finds an import of', () => {
  const not = (name: string): Said => [
    `实验只能导入 @proclab/lab-kit 和自己的文件，不能导入 ${name}`,
    `a lab imports @proclab/lab-kit and its own files only, not ${name}`,
  ];
  const imports = (what: string, name: string): Breach => [
    what,
    IMPORT,
    `import type { X } from '${name}';\n${IMPORT}`,
    1,
    ...not(name),
  ];
  eachBreachIn(
    EXERCISE,
    imports('a module of Node', 'node:fs'),
    imports('another package', '@proclab/core'),
    imports('another lab', '../../lab-21-coffee/roast/exercise.ts'),
    [
      'something, while the lab runs',
      IN_CHECK,
      "void import('@proclab/lab-kit');",
      34,
      '实验只在文件开头导入，不能用 import()',
      'a lab imports at the top of a file, not by import()',
    ],
  );
});

const unsteady = (name: string): Said => [
  `${name}：检查项只看证据；实验里没有时钟、随机数、输入输出，也不依赖机器的设置`,
  `${name}: a check sees the evidence alone; a lab has no clock, no chance, no I/O, no settings of a machine`,
];

describe('finds a check that asks', () => {
  const asks = (what: string, code: string, name: string): Breach => [
    what,
    IN_CHECK,
    code,
    34,
    ...unsteady(name),
  ];
  eachBreachIn(
    EXERCISE,
    asks('the clock', 'Date.now();', 'Date'),
    asks('the finer clock', 'performance.now();', 'performance'),
    asks('a timer', 'setTimeout(() => {});', 'setTimeout'),
    asks('chance', 'Math.random();', 'Math.random'),
    asks('chance by another name', 'const { random } = Math;', '{ random } = Math'),
    asks('better chance', 'crypto.randomUUID();', 'crypto'),
    asks('the environment', 'process.env;', 'process'),
    asks('the environment, in short', 'void { process };', 'process'),
    asks('the screen', "console.log('x');", 'console'),
    asks('the net', "fetch('x');", 'fetch'),
    asks('for a module', "require('fs');", 'require'),
    asks('everything there is', 'globalThis;', 'globalThis'),
    asks('for text to be run', "eval('1');", 'eval'),
    asks('where it lies', 'import.meta.url;', 'import.meta'),
    asks('how this machine sorts', "'a'.localeCompare('b');", '.localeCompare'),
    asks('a constructor', "[].constructor('x');", '.constructor'),
    asks('what it only says is there', 'declare const ask: () => void;', 'declare'),
  );
});

describe('finds a check that remembers its last call by', () => {
  const remembers: Said = [
    '检查项不记住上一次调用：函数之外的东西不能改变',
    'a check remembers nothing from one call to the next: what stands outside functions does not change',
  ];
  const changes = (what: string, code: string): Breach => [what, IN_CHECK, code, 34, ...remembers];
  eachBreachIn(
    EXERCISE,
    ['a variable', CONST, `let count = 0;\n${CONST}`, 3, ...remembers],
    changes('a list', 'LIST.push(1);'),
    changes('a number in a list', 'LIST[0]!++;'),
    changes('a field', "SEEN.zh = 'x';"),
    changes('what it has imported', 'pass.count += 1;'),
    changes('a regular expression', "WORD.test('tea');"),
  );
});

describe('finds waiting', () => {
  const async: Said = [
    '只有场景（参数为 Stage 的函数）可以等待',
    'only a scenario, a function of the Stage, may wait',
  ];
  const time: Said = [
    '场景等的是条件，不是一段时间',
    'a scenario waits for conditions, never for a length of time',
  ];
  const blind: Said = [`这个条件什么也不看：${time[0]}`, `this condition looks at nothing: ${time[1]}`];
  eachBreachIn(
    EXERCISE,
    ['in a check', 'judge: (run)', 'judge: async (run)', 32, ...async],
    ['in a file', CONST, `await null;\n${CONST}`, 3, ...async],
    ['for nothing', CONDITION, '() => false', 10, ...blind],
    ['for nothing, by a name', CONDITION, 'never', 10, ...blind],
    ['for a moment that is given and not looked at', CONDITION, '(now) => brew.pid < 0', 10, ...blind],
    ['for parts that are not looked at', CONDITION, '({ output }) => brew.pid < 0', 10, ...blind],
    [
      'for a program that only sleeps',
      "run('./brew')",
      "run('sleep', '3')",
      9,
      `sleep：${time[0]}`,
      `sleep: ${time[1]}`,
    ],
  );
});

describe('finds a text', () => {
  eachBreachIn(
    EXERCISE,
    [
      'without English',
      "{ zh: '烧水', en: 'Boil water' }",
      "{ zh: '烧水' }",
      19,
      '缺少英文文字（en）',
      'the English text (en) is missing',
    ],
    [
      'without Chinese',
      "{ zh: '烧水', en: 'Boil water' }",
      "{ en: 'Boil water' }",
      19,
      '缺少中文文字（zh）',
      'the Chinese text (zh) is missing',
    ],
    [
      'in the wrong place',
      "en: 'Boil water'",
      "en: '烧水'",
      19,
      '“en”里是中文',
      'what stands under "en" is Chinese',
    ],
    [
      'that is still to be written',
      "en: 'Boil water'",
      'en: `TODO ${1}`',
      19,
      '文字还没有写（TODO）',
      'the text is still to be written (TODO)',
    ],
  );

  it('in another file of the lab', async () => {
    const file = 'labs/lab-20-tea/shared/words.ts';
    const files = { ...GOOD, [file]: "export const WORDS = [\n  { zh: '茶' },\n];\n" };
    expect(await lint(files)).toEqual([`${file}:2: 缺少英文文字（en） | the English text (en) is missing`]);
  });
});
