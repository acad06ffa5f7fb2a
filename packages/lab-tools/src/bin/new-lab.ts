#!/usr/bin/env node
// npm run new-lab: a lab that already grades. Asks on a terminal, or takes everything as flags.
import { newLab } from '../new/new-lab.ts';
import { addToLockfile, syncLabOf } from './after.ts';
import { answers } from './answers.ts';
import { ROOT, runCommand } from './command.ts';

const QUESTIONS = {
  name: { zh: '实验的名字（例如 lab-10-signals）：', en: 'Name of the lab (lab-10-signals):' },
  'title-zh': { zh: '中文标题：', en: 'Its title in Chinese:' },
  'title-en': { zh: '英文标题：', en: 'Its title in English:' },
  exercise: {
    zh: '第一个练习的名字（例如 kill-and-handle）：',
    en: 'Name of its first exercise (kill-and-handle):',
  },
  'exercise-zh': { zh: '练习的中文标题：', en: 'Title of the exercise in Chinese:' },
  'exercise-en': { zh: '练习的英文标题：', en: 'Title of the exercise in English:' },
};

await runCommand(async (language) => {
  const said = await answers(QUESTIONS, language, ['name']);
  const folder = newLab(ROOT, {
    name: said.name,
    title: { zh: said['title-zh'], en: said['title-en'] },
    exercise: { id: said.exercise, title: { zh: said['exercise-zh'], en: said['exercise-en'] } },
  });
  syncLabOf(folder);
  addToLockfile();
  const id = /lab-\d+/.exec(folder)![0];
  console.log(
    {
      zh: `${folder}/ 和 solutions/${said.name}/ 已经写好。接下来：\n    ./grade ${id} --reference\n    npm run verify ${id}`,
      en: `${folder}/ and solutions/${said.name}/ are there. Next:\n    ./grade ${id} --reference\n    npm run verify ${id}`,
    }[language],
  );
  return 0;
});
