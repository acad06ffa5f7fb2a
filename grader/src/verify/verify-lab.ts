import { join } from 'node:path';
import { traceDisagreements, type Evidence } from '@proclab/core';
import type { Exercise, Lab } from '@proclab/lab-kit';
import type { KillMatrix, KillMatrixRow } from '@proclab/reporters';
import type { LabPlace } from '../labs/places.ts';
import { gradeKnown, checkKey, type GradedKnown } from './grade-known.ts';
import { gradeAll } from './grade-all.ts';
import { knownPrograms, referenceOf, wholeName, type KnownProgram } from './known-programs.ts';

/** What verifying a lab came to. */
export interface Verified {
  readonly matrix: KillMatrix;
  /** How long all sandboxes ran, added up, ms. */
  readonly sandboxTime: number;
  /** How often ps and /proc disagreed, or strace and /proc. */
  readonly disagreements: number;
  /** Programs that did not do as expected, and what: `mutant pipeline/no-wait: reaped pass`. */
  readonly wrong: readonly string[];
  /** Faults of the grader or the machine: `mutant lseek/fork-bomb: SCHEDULE_NOT_PLAYED`. */
  readonly faults: readonly string[];
  /** Programs that were graded twice: among others the machine was too busy for their schedules. */
  readonly again: readonly string[];
}

/**
 * Grades every program of a lab whose score is known and compares.
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
  const gradeOne = async (program: KnownProgram): Promise<GradedKnown> => {
    const result = await gradeKnown(lab, program);
    if (!result.row.ok && out !== undefined) result.keep(join(out, lab.id, program.kind, program.name));
    onRow(result.row);
    return result;
  };
  const reference = referenceOf(place, lab);
  const first = await gradeOne(reference);
  const others = knownPrograms(place, lab, reference, (exercise) => shownBy(first.evidence, exercise));
  const { results: further, again } = await gradeAll(others, gradeOne);
  const results = [first, ...further];
  const named = ({ kind, program }: KillMatrixRow) => wholeName({ kind, name: program });
  const runs = results.flatMap(({ evidence }) => evidence.exercises.flatMap((exercise) => exercise.runs));
  return {
    matrix: {
      lab: place.name,
      checks: lab.exercises.flatMap(({ id, checks }) => checks.map((check) => checkKey(lab, id, check.id))),
      rows: results.map(({ row }) => row),
    },
    sandboxTime: runs.reduce((total, run) => total + run.duration, 0),
    disagreements: runs.flatMap((run) => [
      ...run.moments.flatMap((moment) => moment.ps?.disagreements ?? []),
      ...traceDisagreements(run),
    ]).length,
    wrong: results.flatMap(({ row, deviations }) =>
      row.ok ? [] : [`${named(row)}: ${deviations.join(', ')}`],
    ),
    again: again.map(wholeName),
    faults: results.flatMap(({ row, faults }) => faults.map((code) => `${named(row)}: ${code}`)),
  };
}

function shownBy(evidence: Evidence, { id }: Exercise): string {
  const runs = evidence.exercises.find(({ exercise }) => exercise === id)?.runs ?? [];
  const natural = runs.find((run) => run.schedule === 'natural');
  return (natural?.terminals ?? []).flatMap((terminal) => terminal.output.map(({ text }) => text)).join('');
}
