// node --import tsx packages/sandbox/scripts/write-hostile.ts [--check]: docs/hostile.md and its Chinese twin.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hostilePage } from '../test/hostile/hostile-page.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

for (const language of ['en', 'zh'] as const) {
  const { file, text } = hostilePage(language);
  const path = new URL(`../../../${file}`, import.meta.url);
  if (!values.check) {
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    console.log(`${file}: differs from its table; run packages/sandbox/scripts/write-hostile.ts`);
    process.exitCode = 1;
  }
}
