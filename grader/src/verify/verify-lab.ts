import { cpus } from 'node:os';
import { join } from 'node:path';
import { judge, type Evidence } from '@proclab/core';
import type { Exercise, Lab } from '@proclab/lab-kit';
import type { KillMatrix, KillMatrixRow } from '@proclab/reporters';
import { gradeLab, startBuildSandbox } from '../grade-lab.ts';
import type { LabPlace } from '../labs/places.ts';
import { saveResult } from '../save-result.ts';
import { watchForRoom } from './cpu-room.ts';
import { knownPrograms, referenceOf, type KnownProgram } from './known-programs.ts';
import { mapByRoom } from './map-by-room.ts';

/** What verifying a lab came to. */
export interface Verified {
  readonly matrix: KillMatrix;
  /** How long all sandboxes ran, added up, ms. */
  readonly sandboxTime: number;
  /** How often ps and /proc disagreed. */
  readonly disagreements: number;
  /** Faults of the grader or the machine: `lseek/fork-bomb: SCHEDULE_NOT_PLAYED`. */
  readonly faults: readonly string[];
}

/** Each has several sandboxes; of more of them the grader itself could not keep track. */
const MOST_AT_ONCE = 16;

interface Result {
  readonly row: KillMatrixRow;
  readonly evidence: Evidence;
}

/**
 * Grades every program of a lab whose score is known and compares. As many as there are CPUs at a time, and
 * more while they mostly wait.
 *
 * @param out a folder for all that is known of programs that did not do as expected
 * @param onRow called for each program when it has been graded
 */
export async function verifyLab(
  place: LabPlace,
  lab: Lab,
  out: string | undefined,
  onRow: (row: KillMatrixRow) => void,
): Promise<Verified> {
  const gradeOne = async (program: KnownProgram): Promise<Result> => {
    const result = await gradeKnown(lab, program, out);
    onRow(result.row);
    return result;
  };
  const reference = referenceOf(place, lab);
  const first = await gradeOne(reference);
  const others = knownPrograms(place, lab, reference, (exercise) => shownBy(first.evidence, exercise));
  const crowd = { least: cpus().length, most: MOST_AT_ONCE, hasRoom: watchForRoom() };
  const results = [first, ...(await mapByRoom(others, crowd, gradeOne))];
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
    faults: results.flatMap(({ row, evidence }) =>
      evidence.exercises
        .flatMap(({ build, runs: played }) => [build, ...played])
        .flatMap(({ faults }) => faults.map(({ code }) => `${row.program}: ${code}`)),
    ),
  };
}

async function gradeKnown(lab: Lab, program: KnownProgram, out: string | undefined): Promise<Result> {
  const part = { ...lab, exercises: program.exercises };
  const submission = { origin: `${program.kind} ${program.name}`, files: program.files };
  const graded = await gradeLab(part, submission, startBuildSandbox(), () => {});
  const { evidence } = graded;
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
  const ok = Object.entries(statuses).every(
    ([id, status]) => (status === 'pass') === expected.includes(id) && status !== 'error',
  );
  if (!ok && out !== undefined) saveResult(join(out, lab.id, program.name), verdict, graded);
  return {
    evidence,
    row: { program: program.name, kind: program.kind, ...verdict.points, expected, statuses, ok },
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
