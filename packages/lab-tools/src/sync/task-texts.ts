import { join } from 'node:path';
import { type Language, UsageError } from '@proclab/core';
import type { Lab } from '@proclab/lab-kit';
import { README } from '../task-text.ts';
import { readIfThere, type SyncedFile } from './synced-file.ts';
import { BEGIN, END, type Row, withRows } from './table.ts';

/**
 * The task texts of a lab and of its exercises, their tables as the lab is: which exercises there are, which checks, for
 * how many points. The words in between are the author's. A text that is missing is the lint's concern.
 *
 * @param folder of the lab, relative to the root
 * @throws UsageError when a text has no table to be kept
 */
export function taskTexts(root: string, folder: string, lab: Lab): readonly SyncedFile[] {
  return (['en', 'zh'] as const).flatMap((language) => [
    ...withTable(root, join(folder, README[language]), exerciseRows(lab, language)),
    ...lab.exercises.flatMap(({ id, checks }) => {
      const rows = checks.map((check): Row => ({
        id: check.id,
        first: `\`${check.id}\``,
        words: check.must[language],
        points: check.points,
      }));
      return withTable(root, join(folder, id, README[language]), rows);
    }),
  ]);
}

function exerciseRows({ exercises }: Lab, language: Language): Row[] {
  return exercises.map(({ id, title, checks }) => ({
    id,
    first: `[\`${id}\`](${id}/${README[language]})`,
    words: title[language],
    points: checks.reduce((sum, { points }) => sum + points, 0),
  }));
}

function withTable(root: string, path: string, rows: readonly Row[]): SyncedFile[] {
  const found = readIfThere(join(root, path));
  if (found === null) return [];
  const wanted = withRows(found, rows);
  if (wanted !== null) return [{ path, wanted, found }];
  throw new UsageError(
    'TABLE_MISSING',
    {
      zh: `${path} 里没有夹在 ${BEGIN} 和 ${END} 之间的表格。`,
      en: `${path} has no table between ${BEGIN} and ${END}.`,
    },
    {
      zh: '请把这两行放在表格前后；哪个实验的任务说明都可以照抄。',
      en: 'Put these two lines around its table; the task text of any lab shows how.',
    },
  );
}
