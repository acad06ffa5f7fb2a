import { join } from 'node:path';
import type { Lab } from '@proclab/lab-kit';
import type { LabPlace } from '../labs/places.ts';
import { gradeKnown } from '../verify/grade-known.ts';
import { knownPrograms, referenceOf } from '../verify/known-programs.ts';
import { mapByRoom } from '../verify/map-by-room.ts';
import { shuffled } from './shuffle.ts';

/** What many grades of one lab came to. */
export interface Soaked {
  readonly lab: string;
  readonly grades: number;
  /** Verdicts that differ from what is known: `nohang/spins: reaps, ends`. */
  readonly wrong: readonly string[];
  /** Grades that the machine or the grader could not bring to an end: `nohang/spins: SCHEDULE_NOT_PLAYED`. */
  readonly unjudged: readonly string[];
}

/** How long to go on, and what to keep. */
export interface Soaking {
  readonly runs: number;
  readonly seed: number;
  /** A folder for all that is known of each grade that was not as expected. */
  readonly out: string | undefined;
  /** Called after each grade. */
  readonly onGrade: (done: number) => void;
}

/** Grades the reference, the variants and the mutants of a lab over and over, and counts verdicts that differ. */
export async function soakLab(place: LabPlace, lab: Lab, soaking: Soaking): Promise<Soaked> {
  const reference = referenceOf(place, lab);
  const others = knownPrograms(place, lab, reference, () => '');
  const programs = [reference, ...others.filter(({ kind }) => kind === 'variant' || kind === 'mutant')];
  const wrong: string[] = [];
  const unjudged: string[] = [];
  let done = 0;
  await mapByRoom(shuffled(programs, soaking.runs, soaking.seed), async (program) => {
    const { row, faults, keep } = await gradeKnown(lab, program);
    soaking.onGrade(++done);
    if (row.ok && faults.length === 0) return;
    if (soaking.out !== undefined) keep(join(soaking.out, lab.id, String(done), program.name));
    if (faults.length > 0) unjudged.push(`${program.name}: ${[...new Set(faults)].join(', ')}`);
    else wrong.push(`${program.name}: ${differing(row).join(', ')}`);
  });
  return { lab: lab.id, grades: done, wrong, unjudged };
}

function differing({ statuses, expected }: Awaited<ReturnType<typeof gradeKnown>>['row']): string[] {
  return Object.keys(statuses).filter((check) => (statuses[check] === 'pass') !== expected?.includes(check));
}
