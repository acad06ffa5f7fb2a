#!/usr/bin/env node
// npm run labs:lint: what in labs/ and solutions/ is against the rules of a lab.
import { lintLabs } from '../lint/lint-labs.ts';
import { ROOT, runCommand } from './command.ts';

await runCommand(async (language) => {
  const findings = await lintLabs(ROOT);
  for (const { file, line, what } of findings) console.log(`${file}:${line}: ${what[language]}`);
  return findings.length > 0 ? 1 : 0;
});
