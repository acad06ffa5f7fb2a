import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labNamed, type Text, UsageError, visible } from '@proclab/core';
import type { Exercise } from '@proclab/lab-kit';
import { withCheck } from '../edit/add-check.ts';
import { expectKebab } from '../kebab.ts';
import { labNames, loadLab } from '../load-lab.ts';
import { expectFree, writeAll } from './write-new.ts';

/** A check to be made. */
export interface CheckWish {
  readonly id: string;
  readonly points: number;
  readonly must: Text;
}

/** What was made: the file with the check, and the mutant that is to be written. */
export interface MadeCheck {
  readonly file: string;
  readonly mutant: string;
}

/**
 * Adds a check that is still to be written to an exercise, and a mutant that is still to be written.
 *
 * @param asked `lab-07/two-threads`, or the lab alone when it has one exercise
 * @throws UsageError when there is no such exercise, or the check cannot be added; nothing was changed then
 */
export async function newCheck(root: string, asked: string, { id, ...wish }: CheckWish): Promise<MadeCheck> {
  expectKebab(id);
  expectPoints(wish.points);
  const [wanted = '', exerciseId] = asked.split('/');
  const lab = labNamed(wanted, labNames(root));
  const exercise = pick((await loadLab(root, lab)).exercises, lab, exerciseId);
  expectNew(id, exercise);
  const mutant = join('solutions', lab, 'mutants', exercise.id, `${id}.patch`);
  expectFree(root, mutant);
  const file = join('labs', lab, exercise.id, 'exercise.ts');
  const on = exercise.runs.some(({ schedule }) => schedule !== 'natural') ? 'traced' : 'natural';
  const text = withCheck(readFileSync(join(root, file), 'utf8'), { id, on, ...wish }, file);
  writeAll(root, { [file]: text, [mutant]: unwritten(lab, exercise, id) });
  return { file, mutant };
}

function expectPoints(points: number): void {
  if (Number.isInteger(points) && points > 0) return;
  throw new UsageError(
    'POINTS',
    { zh: '分值应为正整数。', en: 'Points are whole numbers above 0.' },
    { zh: '例如：--points 10', en: 'For instance: --points 10' },
  );
}

function pick(exercises: readonly Exercise[], lab: string, id: string | undefined): Exercise {
  const [first, ...others] = exercises;
  const found = id === undefined && others.length === 0 ? first : exercises.find((one) => one.id === id);
  if (found !== undefined) return found;
  const all = exercises.map((one) => `${lab}/${one.id}`);
  throw new UsageError(
    'EXERCISE_UNKNOWN',
    id === undefined
      ? { zh: `${lab} 有 ${all.length} 个练习。`, en: `${lab} has ${all.length} exercises.` }
      : { zh: `${lab} 没有练习“${visible(id)}”。`, en: `${lab} has no exercise "${visible(id)}".` },
    { zh: `请给出其中一个：${all.join('、')}。`, en: `Name one of them: ${all.join(', ')}.` },
  );
}

function expectNew(id: string, exercise: Exercise): void {
  if (exercise.checks.every((check) => check.id !== id)) return;
  throw new UsageError(
    'EXISTS',
    { zh: `${exercise.id} 已经有检查项“${id}”。`, en: `${exercise.id} has a check "${id}" already.` },
    { zh: '没有改动任何文件。请换一个名字。', en: 'Nothing was changed. Take another name.' },
  );
}

/** Is no mutant until its author has put a diff in place of the last lines. */
function unwritten(lab: string, { id, programs }: Exercise, check: string): string {
  const source = programs[0]?.sources[0] ?? `${id}.c`;
  const reference = `solutions/${lab}/reference/${source}`;
  return `Title-zh: TODO
Title-en: TODO
Fails: ${check}

TODO: in place of these lines, the diff that makes one mistake, which this check must catch.
    cp ${reference} /tmp/${source}
    # make the mistake in /tmp/${source}, then
    diff -u --label a/${source} --label b/${source} ${reference} /tmp/${source}
`;
}
