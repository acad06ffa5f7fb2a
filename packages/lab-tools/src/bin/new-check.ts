#!/usr/bin/env node
// npm run new-check LAB/EXERCISE NAME: a check to be written, with its mutant to be written.
import { newCheck } from '../new/new-check.ts';
import { syncLabOf } from './after.ts';
import { answers } from './answers.ts';
import { ROOT, runCommand } from './command.ts';

const QUESTIONS = {
  exercise: { zh: '哪个练习（例如 lab-07/two-threads）：', en: 'Which exercise (lab-07/two-threads):' },
  name: { zh: '检查项的名字（例如 own-pid）：', en: 'Name of the check (own-pid):' },
};

await runCommand(async (language) => {
  const optional = ['points', 'must-zh', 'must-en'] as const;
  const said = await answers(QUESTIONS, language, ['exercise', 'name'], optional);
  const { file, mutant } = await newCheck(ROOT, said.exercise, {
    id: said.name,
    points: Number(said.points ?? 10),
    must: { zh: said['must-zh'] ?? 'TODO', en: said['must-en'] ?? 'TODO' },
  });
  syncLabOf(file);
  console.log(
    {
      zh: `还要写：${file} 里的“${said.name}”，以及 ${mutant}。npm run labs:lint 会指出还缺什么。`,
      en: `To be written: "${said.name}" in ${file}, and ${mutant}. npm run labs:lint says what is missing.`,
    }[language],
  );
  return 0;
});
