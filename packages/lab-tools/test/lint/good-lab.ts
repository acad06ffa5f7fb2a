import type { Files } from '../project.ts';

/** A project of one lab that keeps to all rules. Each line of the TypeScript is there for a test to break. */
export const GOOD: Files = {
  'labs/lab-20-tea/lab.ts': `import { lab } from '@proclab/lab-kit';
import brew from './brew/exercise.ts';

export default lab({
  id: 'lab-20',
  title: { zh: '茶', en: 'Tea' },
  exercises: [brew],
});
`,
  'labs/lab-20-tea/README.md': '# Lab 20: tea\n',
  'labs/lab-20-tea/README.zh-CN.md': '# 实验 20：茶\n',
  'labs/lab-20-tea/brew/README.md': '# Exercise brew\n',
  'labs/lab-20-tea/brew/README.zh-CN.md': '# 练习 brew\n',
  'labs/lab-20-tea/brew/exercise.ts': `import { at, c, type Check, exercise, fail, is, natural, pass, type Stage, type Text } from '@proclab/lab-kit';

const WORD = /tea/g;
const LIST = [1];
const never = () => LIST.length < 0;
const SEEN: Text = { zh: '茶', en: 'tea' };

async function scenario(stage: Stage): Promise<void> {
  const brew = await stage.terminal.run('./brew');
  await stage.moment('ready', SEEN, (now) => now.ended(brew) !== null, { within: '10s' });
}

const hot = is({
  id: 'hot',
  points: 60,
  who: at('ready').everyone,
  has: { ppid: 1 },
  must: { zh: '茶是热的', en: 'The tea is hot' },
  hint: { zh: '烧水', en: 'Boil water' },
  see: 'ps',
  blame: ['fork'],
});

const strong: Check = {
  id: 'strong',
  points: 40,
  must: { zh: '茶是浓的', en: 'The tea is strong' },
  hint: { zh: '多放茶叶', en: 'Take more leaves' },
  see: 'ps',
  blame: ['fork'],
  on: 'natural',
  judge: (run) => {
    const words = run.moments.map((moment) => moment.name.replace(WORD, ''));
    words.sort();
    return words.length > Math.max(0, 1) ? pass(SEEN) : fail(SEEN);
  },
};

export default exercise('brew', {
  title: { zh: '泡茶', en: 'Brewing' },
  programs: [c('brew.c')],
  runs: [natural(scenario)],
  checks: [hot, strong],
});
`,
  'labs/lab-20-tea/starter/brew.c': 'int main(void) { return 1; }\n',
  'solutions/lab-20-tea/reference/brew.c':
    '// >>> solution\nint main(void) { return 0; }\n// --- starter\n//| int main(void) { return 1; }\n// <<< solution\n',
  'solutions/lab-20-tea/mutants/brew/cold.patch':
    'Title-zh: 冷的\nTitle-en: Cold\nFails: hot, strong\n\n--- a/brew.c\n+++ b/brew.c\n@@ -2 +2 @@\n-int main(void) { return 0; }\n+int main(void) { return 2; }\n',
};
