// node --import tsx grader/scripts/write-luck.ts [--check]: docs/luck.md and its Chinese twin.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { luckPage } from '../test/luck/luck-page.ts';
import { exercisesPlayed } from '../test/luck/pairs.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const exercises = await exercisesPlayed();

for (const language of ['en', 'zh'] as const) {
  const { file, text } = luckPage(exercises, language);
  const path = new URL(`../../${file}`, import.meta.url);
  if (!values.check) {
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    console.log(`${file}: differs from the labs or their racy programs; run grader/scripts/write-luck.ts`);
    process.exitCode = 1;
  }
}
