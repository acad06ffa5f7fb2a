import { judge, type Evidence } from '@proclab/core';
import type { Lab } from '@proclab/lab-kit';
import type { KillMatrixRow } from '@proclab/reporters';
import { gradeLab, startBuildSandbox } from '../grade-lab.ts';
import { saveResult } from '../save-result.ts';
import type { KnownProgram } from './known-programs.ts';

/** What became of a program whose score is known. */
export interface GradedKnown {
  readonly row: KillMatrixRow;
  readonly evidence: Evidence;
  /** Codes of what the grader or the machine could not do. */
  readonly faults: readonly string[];
  /** Saves verdict, evidence and logs in a folder. */
  readonly keep: (folder: string) => void;
}

/** Grades a program of a lab whose score is known, and compares. */
export async function gradeKnown(lab: Lab, program: KnownProgram): Promise<GradedKnown> {
  const part = { ...lab, exercises: program.exercises };
  const submission = { origin: `${program.kind} ${program.name}`, files: program.files };
  const graded = await gradeLab(part, submission, startBuildSandbox(), () => {});
  const { evidence } = graded;
  const verdict = judge(part, evidence);
  const expected = program.exercises.flatMap((exercise) =>
    exercise.checks
      .filter((check) => program.passes(exercise, check.id))
      .map((check) => checkKey(lab, exercise.id, check.id)),
  );
  const statuses = Object.fromEntries(
    verdict.exercises.flatMap(({ exercise, checks }) =>
      checks.map((check) => [checkKey(lab, exercise, check.id), check.status]),
    ),
  );
  const ok = Object.entries(statuses).every(
    ([id, status]) => (status === 'pass') === expected.includes(id) && status !== 'error',
  );
  const { name, kind } = program;
  return {
    row: { program: name, kind, ...verdict.points, expected, statuses, ok },
    evidence,
    faults: evidence.exercises.flatMap(({ build, runs }) =>
      [build, ...runs].flatMap(({ faults }) => faults.map(({ code }) => code)),
    ),
    keep: (folder) => saveResult(folder, verdict, graded),
  };
}

/** A check by a name that is its own in the whole lab. */
export function checkKey(lab: Lab, exercise: string, check: string): string {
  return lab.exercises.length > 1 ? `${exercise}/${check}` : check;
}
