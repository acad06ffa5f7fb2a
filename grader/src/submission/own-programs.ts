import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Exercise, Lab } from '@proclab/lab-kit';
import { UsageError } from '../cli/grader-error.ts';
import { visible } from '../cli/visible.ts';
import type { LabPlace } from '../labs/places.ts';

/** `racy/` has racy programs together with their repaired twins. */
export type OwnKind = 'mutants' | 'variants' | 'racy';

/** One of our own programs for an exercise: a mutant's patch, or the folder of a variant or of a racy program. */
export interface OwnProgram {
  readonly exercise: Exercise;
  /** `no-wait` */
  readonly name: string;
  readonly path: string;
}

/** The programs of one kind of an exercise: what is in `solutions/LAB/KIND/EXERCISE/`, by name. */
export function ownPrograms({ solutions }: LabPlace, kind: OwnKind, exercise: Exercise): OwnProgram[] {
  const folder = join(solutions, kind, exercise.id);
  const entries = existsSync(folder) ? readdirSync(folder).sort() : [];
  return entries.map((entry) => ({
    exercise,
    name: entry.replace(/\.patch$/, ''),
    path: join(folder, entry),
  }));
}

/**
 * Finds one as a person names it: `no-wait`, or `orphan/no-wait` where more than one exercise has it.
 * Throws a UsageError that lists them.
 */
export function findOwnProgram(place: LabPlace, kind: OwnKind, lab: Lab, asked: string): OwnProgram {
  const all = lab.exercises.flatMap((exercise) => ownPrograms(place, kind, exercise));
  const full = ({ exercise, name }: OwnProgram) => `${exercise.id}/${name}`;
  const found = all.filter((own) => own.name === asked || full(own) === asked);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const choice = (found.length > 0 ? found : all).map((own) =>
    lab.exercises.length > 1 ? full(own) : own.name,
  );
  throw new UsageError(
    'PROGRAM_UNKNOWN',
    found.length > 0
      ? {
          zh: `${place.id} 有 ${found.length} 个程序叫“${visible(asked)}”。`,
          en: `${place.id} has ${found.length} programs called "${visible(asked)}".`,
        }
      : {
          zh: `${place.id} 没有叫“${visible(asked)}”的程序。`,
          en: `${place.id} has no such program: "${visible(asked)}".`,
        },
    { zh: `可选：${choice.join('、')}。`, en: `There are: ${choice.join(', ')}.` },
  );
}
