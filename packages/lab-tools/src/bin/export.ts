#!/usr/bin/env node
// npm run export DIR: the repository that a class gets.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '@proclab/core';
import { exportEdition } from '../export/export.ts';
import { ROOT, runCommand } from './command.ts';

await runCommand(async (language) => {
  const [folder, ...others] = parseArgs({ allowPositionals: true }).positionals;
  if (folder === undefined || others.length > 0) {
    throw new UsageError(
      'EXPORT_FOLDER',
      { zh: '要写到哪个文件夹？请给出一个。', en: 'Which folder is it to be written to? Name one.' },
      { zh: '例如：npm run export ../proclab-class', en: 'For instance: npm run export ../proclab-class' },
    );
  }
  // npm runs scripts in the project, wherever it was called.
  const target = resolve(process.env['INIT_CWD'] ?? '.', folder);
  exportEdition(ROOT, target);
  console.log(
    {
      zh: `${target} 已经写好：没有解答，可以独立使用。接下来：\n    cd ${target} && git init && git add -A && git commit -m proclab`,
      en: `${target} is there, without solutions, and works by itself. Next:\n    cd ${target} && git init && git add -A && git commit -m proclab`,
    }[language],
  );
  return 0;
});
