import { existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Verdict } from '@proclab/core';
import { jsonReport } from '@proclab/reporters';
import { TroubleError } from './cli/grader-error.ts';
import { visible } from './cli/visible.ts';
import type { Graded } from './grade-lab.ts';
import { saveTogether } from './whole-files.ts';

/** Saves verdict, evidence and logs: all of them or none, and the verdict last. */
export function saveResult(folder: string, verdict: Verdict, { evidence, logs }: Graded): void {
  telling(folder, () => {
    makeFolder(join(resolve(folder), 'logs'));
    saveTogether([
      ...[...logs].map(([name, text]) => [join(folder, 'logs', name), text] as const),
      [join(folder, 'evidence.json'), `${JSON.stringify(evidence)}\n`],
      [join(folder, 'verdict.json'), jsonReport(verdict)],
    ]);
  });
}

/** Writes a report to a file, or the file that a link leads to, whole or not at all; to a pipe or a device as it comes. */
export function writeReport(file: string, text: string): void {
  telling(file, () => {
    makeFolder(dirname(resolve(file)));
    const there = statSync(file, { throwIfNoEntry: false });
    if (there === undefined) saveTogether([[file, text]]);
    else if (there.isFile()) saveTogether([[realpathSync(file), text]]);
    else writeFileSync(file, text);
  });
}

function telling(place: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new TroubleError(
      'OUT_UNWRITABLE',
      {
        zh: `结果存不进 ${visible(place)}（${code}）。`,
        en: `The result could not be saved in ${visible(place)} (${code}).`,
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
