import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '@proclab/core';
import { expect, it } from 'vitest';
import { taskTexts } from '../../src/sync/task-texts.ts';
import { kitReference } from '../../src/sync/kit-reference.ts';
import { loadLab } from '../../src/load-lab.ts';
import { ROOT } from '../../src/bin/command.ts';
import { GOOD } from '../lint/good-lab.ts';
import { projectWith } from '../project.ts';

const table = (rows: string) =>
  `<!-- labs:sync -->\n| x | y | z |\n| --- | --- | ---: |\n${rows}<!-- /labs:sync -->\n`;

it('gives every task text the table of its lab, in its language', async () => {
  const texts = Object.keys(GOOD).filter((path) => path.endsWith('.md'));
  const root = projectWith({ ...GOOD, ...Object.fromEntries(texts.map((path) => [path, table('')])) });
  const synced = taskTexts(root, 'labs/lab-20-tea', await loadLab(root, 'lab-20-tea'));
  expect(Object.fromEntries(synced.map(({ path, wanted }) => [path, wanted]))).toEqual({
    'labs/lab-20-tea/README.md': table('| [`brew`](brew/README.md) | Brewing | 100 |\n'),
    'labs/lab-20-tea/README.zh-CN.md': table('| [`brew`](brew/README.zh-CN.md) | 泡茶 | 100 |\n'),
    'labs/lab-20-tea/brew/README.md': table(
      '| `hot` | The tea is hot | 60 |\n| `strong` | The tea is strong | 40 |\n',
    ),
    'labs/lab-20-tea/brew/README.zh-CN.md': table(
      '| `hot` | 茶是热的 | 60 |\n| `strong` | 茶是浓的 | 40 |\n',
    ),
  });
});

it('says which task text has no table to be kept', async () => {
  const root = projectWith(GOOD);
  const lab = await loadLab(root, 'lab-20-tea');
  const refused = () => taskTexts(root, 'labs/lab-20-tea', lab);
  expect(refused).toThrow(UsageError);
  expect(refused).toThrow('TABLE_MISSING: labs/lab-20-tea/README.md has no table between');
});

it('makes the reference of the kit from its docstrings', () => {
  const root = projectWith({
    'packages/lab-kit/src/index.ts':
      "// A part · 一部分\nexport * from './one.ts';\nexport * from './two.ts';\n\n// Another · 另一部分\nexport { three } from './three.ts';\n",
    'packages/lab-kit/src/one.ts':
      '/** Later in the file. */\nexport interface One {\n  /** A field. */\n  readonly x: number;\n}\n\n/**\n * Does it.\n *\n * @param how as one\n *   says it\n * @throws Error when not\n */\nexport function one(how: string): One {\n  return { x: how.length };\n}\n\nfunction hidden() {}\n',
    'packages/lab-kit/src/two.ts':
      '/** A list. */\nexport const TWO: readonly number[] = [2];\nexport const PLAIN = { a: 1 } as const;\n',
    'packages/lab-kit/src/three.ts': 'export const four = 4;\n/** Three. */\nexport const three = 3;\n',
  });
  const { path, wanted, found } = kitReference(root);
  expect({ path, found }).toEqual({ path: 'docs/lab-kit.md', found: null });
  expect(wanted!.slice(wanted!.indexOf('* **A part')))
    .toBe(`* **A part · 一部分**: [\`One\`](#one), [\`one\`](#one-1), [\`TWO\`](#two), [\`PLAIN\`](#plain)
* **Another · 另一部分**: [\`three\`](#three)

## A part · 一部分

### One

Later in the file.

\`\`\`ts
interface One {
  /** A field. */
  readonly x: number;
}
\`\`\`

### one

Does it.

- \`how\`: as one says it
- throws Error when not

\`\`\`ts
function one(how: string): One
\`\`\`

### TWO

A list.

\`\`\`ts
const TWO: readonly number[]
\`\`\`

### PLAIN

\`\`\`ts
const PLAIN = { a: 1 } as const
\`\`\`

## Another · 另一部分

### three

Three.

\`\`\`ts
const three = 3
\`\`\`
`);
});

it('has the words of the kit and the evidence that its checks see', () => {
  const reference = readFileSync(join(ROOT, 'docs/lab-kit.md'), 'utf8');
  for (const word of [
    'natural',
    'Stage',
    'fail',
    'Check',
    'ProcessState',
    'ofFamily',
    'nothingLeft',
    'isOneTo',
  ])
    expect(reference).toContain(`\n### ${word}\n`);
});
