#!/usr/bin/env node
// npm run labs:sync [-- --check]: writes labs/*/starter from solutions/*/reference, or says where they differ.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { starterFiles, writeStarter } from '../sync.ts';
import { StarterError } from '../starter.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

try {
  const stale = starterFiles(root).filter(({ wanted, found }) => wanted !== found);
  for (const file of stale) {
    if (!values.check) writeStarter(root, file);
    console.log(
      values.check
        ? `${file.path}: differs from its reference; run "npm run labs:sync"`
        : `${file.path}: written`,
    );
  }
  process.exitCode = values.check && stale.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof StarterError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
