import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '@proclab/core';
import type { Exercise, Lab } from '@proclab/lab-kit';
import { readMutant } from '@proclab/lab-tools';
import type { KillMatrixRow } from '@proclab/reporters';
import type { LabPlace } from '../labs/places.ts';
import { applyMutant, changedFiles } from '../submission/apply-mutant.ts';
import { readSubmission } from '../submission/read-submission.ts';
import { emptyPrograms } from './empty-programs.ts';

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
    ...namesIn(join(place.solutions, 'variants')).map((name) => variant(place, lab, name)),
    ...namesIn(join(place.solutions, 'mutants')).map((name) => mutant(place, lab, name, reference.files)),
    ...lab.exercises.flatMap((exercise) =>
      emptyPrograms(exercise, shown(exercise)).map(({ name, files }): KnownProgram => ({
        kind: 'empty',
        name: lab.exercises.length > 1 ? `${exercise.id}: ${name}` : name,
        files,
        exercises: [exercise],
        passes: (_, check) => exempt(exercise, name).includes(check),
      })),
    ),
  ];
}

function variant(place: LabPlace, lab: Lab, name: string): KnownProgram {
  const files = readSubmission(join(place.solutions, 'variants', name));
  const exercises = lab.exercises.filter((exercise) =>
    needs(exercise).every((path) => files.some((file) => file.path === path)),
  );
  return { kind: 'variant', name, files, exercises, passes: () => true };
}

function mutant(place: LabPlace, lab: Lab, file: string, reference: readonly SourceFile[]): KnownProgram {
  const mutation = readMutant(readFileSync(join(place.solutions, 'mutants', file), 'utf8'));
  const changed = changedFiles(mutation);
  return {
    kind: 'mutant',
    name: file.replace(/\.patch$/, ''),
    files: applyMutant(reference, mutation),
    exercises: lab.exercises.filter((exercise) => needs(exercise).some((path) => changed.includes(path))),
    passes: (_, check) => !mutation.fails.includes(check),
  };
}

function needs(exercise: Exercise): string[] {
  return exercise.programs.flatMap((program) => program.sources);
}

function exempt(exercise: Exercise, program: string): readonly string[] {
  return exercise.empty?.find((score) => score.program === program)?.passes ?? [];
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
