import { judge, type Evidence, type Verdict } from '@proclab/core';
import type { Lab } from '@proclab/lab-kit';
import type { KillMatrixRow } from '@proclab/reporters';
import { gradeLab, startBuildSandbox } from '../grade-lab.ts';
import { NOT_PLAYED } from '../run/play-run.ts';
import { saveResult } from '../save-result.ts';
import type { KnownProgram } from './known-programs.ts';

/** Nothing could be seen of what a check asks for, though no run has a fault. */
const UNSEEN = 'UNSEEN';
/** What a machine with less to do would have judged. */
export const TOO_BUSY: readonly string[] = [NOT_PLAYED.code, UNSEEN];

/** What became of a program whose score is known. */
export interface GradedKnown {
  readonly row: KillMatrixRow;
  readonly evidence: Evidence;
  /** Checks whose verdict is not as known, and what it is: `reaped fail`, or `reaped not under slow-parent`. */
  readonly deviations: readonly string[];
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
  const statuses = statusesOf(lab, verdict);
  const deviating = Object.keys(statuses).filter(
    (id) => (statuses[id] === 'pass') !== expected.includes(id) || statuses[id] === 'error',
  );
  const notFoundOut = (program.foundBy ?? []).flatMap((schedule) => {
    const alone = statusesOf(lab, judge(part, playedUnder(schedule, evidence)));
    const missed = Object.keys(alone).filter((id) => !expected.includes(id) && alone[id] !== 'fail');
    return missed.map((id) => `${id} not under ${schedule}`);
  });
  const deviations = [...deviating.map((id) => `${id} ${statuses[id]}`), ...notFoundOut];
  const faults = evidence.exercises.flatMap(({ build, runs }) =>
    [build, ...runs].flatMap((each) => each.faults.map(({ code }) => code)),
  );
  const isUnseen =
    deviating.length > 0 && notFoundOut.length === 0 && deviating.every((id) => statuses[id] === 'error');
  const { name, kind } = program;
  return {
    row: { program: name, kind, ...verdict.points, expected, statuses, ok: deviations.length === 0 },
    evidence,
    deviations,
    faults: faults.length === 0 && isUnseen ? [UNSEEN] : faults,
    keep: (folder) => saveResult(folder, verdict, graded),
  };
}

function statusesOf(lab: Lab, { exercises }: Verdict): KillMatrixRow['statuses'] {
  return Object.fromEntries(
    exercises.flatMap(({ exercise, checks }) =>
      checks.map((check) => [checkKey(lab, exercise, check.id), check.status]),
    ),
  );
}

/** What was seen under one schedule alone. */
function playedUnder(schedule: string, evidence: Evidence): Evidence {
  return {
    ...evidence,
    exercises: evidence.exercises.map((each) => ({
      ...each,
      runs: each.runs.filter((run) => run.schedule === schedule),
    })),
  };
}

/** A check by a name that is its own in the whole lab. */
export function checkKey(lab: Lab, exercise: string, check: string): string {
  return lab.exercises.length > 1 ? `${exercise}/${check}` : check;
}
