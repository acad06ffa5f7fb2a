import { join } from 'node:path';
import { StarterError } from '../starter.ts';
import { starterFiles } from '../sync/starters.ts';
import type { SyncedFile } from '../sync/synced-file.ts';
import type { LintFinding } from './finding.ts';

/**
 * Starters of a lab that are not as their references make them, and references that make none.
 *
 * @param lab the name of its folder
 */
export function lintStarters(root: string, lab: string): LintFinding[] {
  try {
    return starterFiles(root, lab)
      .filter(({ wanted, found }) => wanted !== found)
      .map((file) => ({ file: join(root, file.path), line: firstDifference(file), what: DIFFERS }));
  } catch (error) {
    if (!(error instanceof StarterError)) throw error;
    return [{ file: join(root, error.file), line: error.line, what: error.what }];
  }
}

function firstDifference({ wanted, found }: SyncedFile): number {
  const [ought, is] = [wanted, found].map((text) => (text ?? '').split('\n')) as [string[], string[]];
  const same = is.findIndex((line, index) => line !== ought[index]);
  return (same === -1 ? is.length : same) + 1;
}

const DIFFERS = {
  zh: '起始代码与参考解答不一致：请运行 npm run labs:sync',
  en: 'this starter is not what its reference makes: run "npm run labs:sync"',
};
