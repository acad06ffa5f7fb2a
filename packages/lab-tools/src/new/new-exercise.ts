import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labNamed, type Text } from '@proclab/core';
import { withExercise } from '../edit/add-exercise.ts';
import { expectKebab } from '../kebab.ts';
import { labNames } from '../load-lab.ts';
import { filled } from './fill.ts';
import { expectFree, type Files, writeAll } from './write-new.ts';

/** An exercise to be made. */
export interface ExerciseWish {
  readonly id: string;
  readonly title: Text;
}

/**
 * Makes an exercise that grades already, at the end of a lab; its starter and the rows of the task texts are left to
 * `labs:sync`.
 *
 * @param asked the lab, as a person names it
 * @returns the folder of the exercise, relative to the root
 * @throws UsageError when there is no such lab, or the exercise cannot be added to it; nothing was changed then
 */
export function newExercise(root: string, asked: string, wish: ExerciseWish): string {
  const lab = labNamed(asked, labNames(root));
  const path = join('labs', lab, 'lab.ts');
  writeAll(root, exerciseFiles(root, lab, readFileSync(join(root, path), 'utf8'), wish));
  return join('labs', lab, wish.id);
}

/**
 * The files of a new exercise, and the changed lab.ts.
 *
 * @param lab the folder of the lab
 * @param text of its lab.ts
 * @throws UsageError when the exercise is there already, or the lab.ts cannot be added to
 */
export function exerciseFiles(root: string, lab: string, text: string, { id, title }: ExerciseWish): Files {
  expectKebab(id);
  const folder = join('labs', lab, id);
  const solutions = join('solutions', lab);
  const reference = join(solutions, 'reference', `${id}.c`);
  const mutants = join(solutions, 'mutants', id);
  expectFree(root, folder, reference, mutants);
  const labId = /^lab-\d+/.exec(lab)![0];
  const words = { id: labId, exercise: id, 'title-zh': title.zh, 'title-en': title.en };
  const own = ['exercise.ts', 'README.md', 'README.zh-CN.md'];
  return {
    [join('labs', lab, 'lab.ts')]: withExercise(text, id, join('labs', lab, 'lab.ts')),
    ...Object.fromEntries(own.map((name) => [join(folder, name), filled(`exercise/${name}`, words)])),
    [reference]: filled('exercise/reference.c', words),
    [join(mutants, 'never-reaps.patch')]: filled('exercise/never-reaps.patch', words),
  };
}
