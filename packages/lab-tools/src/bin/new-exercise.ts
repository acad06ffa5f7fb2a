#!/usr/bin/env node
// npm run new-exercise LAB NAME: an exercise that already grades, at the end of a lab.
import { newExercise } from '../new/new-exercise.ts';
import { syncLabOf } from './after.ts';
import { answers } from './answers.ts';
import { ROOT, runCommand } from './command.ts';

const QUESTIONS = {
  lab: { zh: '哪个实验（例如 lab-07）：', en: 'Which lab (lab-07):' },
  name: { zh: '练习的名字（例如 kill-and-handle）：', en: 'Name of the exercise (kill-and-handle):' },
  'title-zh': { zh: '中文标题：', en: 'Its title in Chinese:' },
  'title-en': { zh: '英文标题：', en: 'Its title in English:' },
};

await runCommand(async (language) => {
  const said = await answers(QUESTIONS, language, ['lab', 'name']);
  const title = { zh: said['title-zh'], en: said['title-en'] };
  const folder = newExercise(ROOT, said.lab, { id: said.name, title });
  syncLabOf(folder);
  const asked = folder.replace(/^labs\/(lab-\d+)-[^/]*/, '$1');
  console.log(
    {
      zh: `${folder}/ 已经写好。接下来：\n    ./grade ${asked} --reference\n    npm run verify ${asked}`,
      en: `${folder}/ is there. Next:\n    ./grade ${asked} --reference\n    npm run verify ${asked}`,
    }[language],
  );
  return 0;
});
