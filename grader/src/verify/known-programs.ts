import { join } from 'node:path';
import type { SourceFile } from '@proclab/core';
import type { Exercise, Lab } from '@proclab/lab-kit';
import type { KillMatrixRow } from '@proclab/reporters';
import type { LabPlace } from '../labs/places.ts';
import { mutantSubmission, racyPair } from '../submission/apply-mutant.ts';
import { ownPrograms, type OwnProgram } from '../submission/own-programs.ts';
import { readSubmission } from '../submission/read-submission.ts';
import { emptyPrograms, type EmptyProgram } from './empty-programs.ts';

/** A program whose score is known before it is graded. */
export interface KnownProgram {
  readonly kind: KillMatrixRow['kind'];
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** The exercises it is graded on. */
  readonly exercises: readonly Exercise[];
  /** Must this check pass? All others must not. */
  readonly passes: (exercise: Exercise, check: string) => boolean;
  /** Schedules under each of which every check that must not pass has to fail; for programs that are right by luck. */
  readonly foundBy?: readonly string[];
}

/** `mutant pipeline/no-wait`, `reference`: a racy program and its twin have the same name. */
export function wholeName({ kind, name }: Pick<KnownProgram, 'kind' | 'name'>): string {
  return kind === name ? name : `${kind} ${name}`;
}

/** The reference: the first to be graded, as others are made from what it shows. */
export function referenceOf(place: LabPlace, lab: Lab): KnownProgram {
  const files = readSubmission(join(place.solutions, 'reference'));
  return { kind: 'reference', name: 'reference', files, exercises: lab.exercises, passes: () => true };
}

/** Everything else: starter, accepted variants, mutants, racy programs with their twins, and the empty programs. */
export function knownPrograms(
  place: LabPlace,
  lab: Lab,
  reference: KnownProgram,
  shown: (exercise: Exercise) => string,
): KnownProgram[] {
  return [
    {
      kind: 'starter',
      name: 'starter',
      files: readSubmission(join(place.folder, 'starter')),
      exercises: lab.exercises,
      passes: (exercise, check) => exempt(exercise, 'starter').includes(check),
    },
    ...lab.exercises.flatMap((exercise) =>
      [
        ...ownPrograms(place, 'variants', exercise).map((own) => variant(own, exercise)),
        ...ownPrograms(place, 'mutants', exercise).map((own) => mutant(own, exercise, reference.files)),
        ...ownPrograms(place, 'racy', exercise).flatMap((own) => pair(own, exercise)),
        ...emptyPrograms(exercise, shown(exercise)).map((empty) => emptyOne(empty, exercise)),
      ].map((program) =>
        lab.exercises.length > 1 ? { ...program, name: `${exercise.id}/${program.name}` } : program,
      ),
    ),
  ];
}

function variant({ name, path }: OwnProgram, exercise: Exercise): KnownProgram {
  return {
    kind: 'variant',
    name,
    files: readSubmission(path),
    exercises: [exercise],
    passes: () => true,
  };
}

function mutant(
  { name, path }: OwnProgram,
  exercise: Exercise,
  reference: readonly SourceFile[],
): KnownProgram {
  const { files, fails } = mutantSubmission(path, reference);
  return {
    kind: 'mutant',
    name,
    files,
    exercises: [exercise],
    passes: (_, check) => !fails.includes(check),
  };
}

function pair({ name, path }: OwnProgram, exercise: Exercise): KnownProgram[] {
  const { about, repaired, racy } = racyPair(path);
  const exercises = [exercise];
  return [
    { kind: 'repaired', name, files: repaired, exercises, passes: () => true },
    {
      kind: 'racy',
      name,
      files: racy,
      exercises,
      passes: (_, check) => !about.fails.includes(check),
      foundBy: about.foundBy,
    },
  ];
}

function emptyOne({ name, files }: EmptyProgram, exercise: Exercise): KnownProgram {
  return {
    kind: 'empty',
    name,
    files,
    exercises: [exercise],
    passes: (_, check) => exempt(exercise, name).includes(check),
  };
}

function exempt(exercise: Exercise, program: string): readonly string[] {
  return exercise.empty?.find((score) => score.program === program)?.passes ?? [];
}
