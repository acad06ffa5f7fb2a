import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '@proclab/core';
import type { Exercise, Lab } from '@proclab/lab-kit';
import { readMutant } from '@proclab/lab-tools';
import type { KillMatrixRow } from '@proclab/reporters';
import type { LabPlace } from '../labs/places.ts';
import { applyMutant } from '../submission/apply-mutant.ts';
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
}

/** The reference: the first to be graded, as others are made from what it shows. */
export function referenceOf(place: LabPlace, lab: Lab): KnownProgram {
  const files = readSubmission(join(place.solutions, 'reference'));
  return { kind: 'reference', name: 'reference', files, exercises: lab.exercises, passes: () => true };
}

/** Everything else: starter, accepted variants, mutants and the empty programs. */
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
  const mutation = readMutant(readFileSync(path, 'utf8'));
  return {
    kind: 'mutant',
    name,
    files: applyMutant(reference, mutation),
    exercises: [exercise],
    passes: (_, check) => !mutation.fails.includes(check),
  };
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
