import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { README } from '../task-text.ts';
import type { LintFinding } from './finding.ts';

/** Task texts of a folder that are missing in a language, or still to be written. */
export function lintTaskTexts(folder: string): LintFinding[] {
  return Object.values(README).flatMap((name): LintFinding[] => {
    const file = join(folder, name);
    if (!existsSync(file))
      return [{ file, line: 1, what: { zh: '缺少这篇任务说明', en: 'this task text is missing' } }];
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        /\bTODO\b/.test(line)
          ? [
              {
                file,
                line: index + 1,
                what: { zh: '这里还没有写（TODO）', en: 'this is still to be written (TODO)' },
              },
            ]
          : [],
      );
  });
}
