#!/usr/bin/env node
// npm run labs:lint: what in labs/ and solutions/ is against the rules of a lab.
import { fileURLToPath } from 'node:url';
import { lintLabs } from '../lint/lint-labs.ts';

const language = /^zh/i.test(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '')
  ? 'zh'
  : 'en';
const findings = await lintLabs(fileURLToPath(new URL('../../../..', import.meta.url)));
for (const { file, line, what } of findings) console.log(`${file}:${line}: ${what[language]}`);
process.exitCode = findings.length > 0 ? 1 : 0;
