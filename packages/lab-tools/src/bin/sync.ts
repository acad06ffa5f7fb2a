#!/usr/bin/env node
// npm run labs:sync [LAB] [-- --check]: writes what follows from labs, references and the kit, or says where it differs.
import { parseArgs } from 'node:util';
import { labNamed } from '@proclab/core';
import { labNames } from '../load-lab.ts';
import { writeSynced } from '../sync/synced-file.ts';
import { syncedFiles, syncedInLab } from '../sync/synced-files.ts';
import { ROOT, runCommand } from './command.ts';

const DIFFERS = { zh: '内容已过时：请运行 npm run labs:sync', en: 'out of date: run "npm run labs:sync"' };
const WRITTEN = { zh: '已更新', en: 'written' };

await runCommand(async (language) => {
  const { values, positionals } = parseArgs({
    options: { check: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [lab] = positionals;
  const files =
    lab === undefined ? await syncedFiles(ROOT) : await syncedInLab(ROOT, labNamed(lab, labNames(ROOT)));
  const stale = files.filter(({ wanted, found }) => wanted !== found);
  for (const file of stale) {
    if (!values.check) writeSynced(ROOT, file);
    console.log(`${file.path}: ${(values.check ? DIFFERS : WRITTEN)[language]}`);
  }
  return values.check && stale.length > 0 ? 1 : 0;
});
