import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Verdict } from '@proclab/core';
import { jsonReport } from '@proclab/reporters';
import { TroubleError } from './cli/grader-error.ts';
import { visible } from './cli/visible.ts';
import type { Graded } from './grade-lab.ts';

/** Saves verdict, evidence and logs. Each file is whole or not there: it is written beside its place and moved in. */
export function saveResult(folder: string, verdict: Verdict, { evidence, logs }: Graded): void {
  try {
    makeFolder(join(resolve(folder), 'logs'));
    for (const [name, text] of logs) writeWhole(join(folder, 'logs', name), text);
    writeWhole(join(folder, 'evidence.json'), `${JSON.stringify(evidence)}\n`);
    writeWhole(join(folder, 'verdict.json'), jsonReport(verdict));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new TroubleError(
      'OUT_UNWRITABLE',
      {
        zh: `结果存不进 ${visible(folder)}（${code}）。`,
        en: `The result could not be saved in ${visible(folder)} (${code}).`,
      },
      { zh: '请检查路径、权限和剩余空间。', en: 'Check the path, its permissions and the space left.' },
    );
  }
}

/** As `mkdir -p`; Node's own way of it never returns where a file system refuses with ENOENT, as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function writeWhole(path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, text);
  renameSync(beside, path);
}
