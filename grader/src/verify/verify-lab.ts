import { judge, type Evidence } from '@proclab/core';
import type { Exercise, Lab } from '@proclab/lab-kit';
import type { KillMatrix, KillMatrixRow } from '@proclab/reporters';
import { gradeLab, startBuildSandbox } from '../grade-lab.ts';
import type { LabPlace } from '../labs/places.ts';
import { knownPrograms, referenceOf, type KnownProgram } from './known-programs.ts';

/** What verifying a lab came to. */
export interface Verified {
  readonly matrix: KillMatrix;
  /** How long all sandboxes ran, added up, ms. */
  readonly sandboxTime: number;
  /** How often ps and /proc disagreed. */
  readonly disagreements: number;
  /** Faults of the grader or the machine. */
  readonly faults: number;
}

interface Result {
  readonly row: KillMatrixRow;
  readonly evidence: Evidence;
}

/**
 * Grades every program of a lab whose score is known, `jobs` at a time, and compares.
 *
 * @param onRow called for each program when it has been graded
 */
export async function verifyLab(
  place: LabPlace,
  lab: Lab,
  jobs: number,
  onRow: (row: KillMatrixRow) => void,
): Promise<Verified> {
  const gradeOne = async (program: KnownProgram): Promise<Result> => {
    const result = await gradeKnown(lab, program);
    onRow(result.row);
    return result;
  };
  const reference = referenceOf(place, lab);
  const first = await gradeOne(reference);
  const others = knownPrograms(place, lab, reference, (exercise) => shownBy(first.evidence, exercise));
  const results = [first, ...(await mapConcurrently(others, jobs, gradeOne))];
  const runs = results.flatMap(({ evidence }) => evidence.exercises.flatMap((exercise) => exercise.runs));
  return {
    matrix: {
      lab: place.name,
      checks: lab.exercises.flatMap((exercise) => exercise.checks.map(({ id }) => key(lab, exercise.id, id))),
      rows: results.map(({ row }) => row),
    },
    sandboxTime: runs.reduce((total, run) => total + run.duration, 0),
    disagreements: runs.flatMap((run) => run.moments.flatMap((moment) => moment.ps?.disagreements ?? []))
      .length,
    faults: runs.flatMap((run) => run.faults).length,
  };
}

async function gradeKnown(lab: Lab, program: KnownProgram): Promise<Result> {
  const part = { ...lab, exercises: program.exercises };
  const submission = { origin: `${program.kind} ${program.name}`, files: program.files };
  const { evidence } = await gradeLab(part, submission, startBuildSandbox(), () => {});
  const verdict = judge(part, evidence);
  const checks = verdict.exercises.flatMap((exercise) =>
    exercise.checks.map((check) => ({ exercise: exercise.exercise, check })),
  );
  const expected = program.exercises.flatMap((exercise) =>
    exercise.checks
      .filter((check) => program.passes(exercise, check.id))
      .map((check) => key(lab, exercise.id, check.id)),
  );
  const statuses = Object.fromEntries(
    checks.map(({ exercise, check }) => [key(lab, exercise, check.id), check.status]),
  );
  return {
    evidence,
    row: {
      program: program.name,
      kind: program.kind,
      ...verdict.points,
      expected,
      statuses,
      ok: Object.entries(statuses).every(
        ([id, status]) => (status === 'pass') === expected.includes(id) && status !== 'error',
      ),
    },
  };
}

/** A check by a name that is its own in the whole lab. */
function key(lab: Lab, exercise: string, check: string): string {
  return lab.exercises.length > 1 ? `${exercise}/${check}` : check;
}

function shownBy(evidence: Evidence, { id }: Exercise): string {
  const runs = evidence.exercises.find(({ exercise }) => exercise === id)?.runs ?? [];
  const natural = runs.find((run) => run.schedule === 'natural');
  return (natural?.terminals ?? []).flatMap((terminal) => terminal.output.map(({ text }) => text)).join('');
}

async function mapConcurrently<T, R>(
  items: readonly T[],
  jobs: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return results;
}
