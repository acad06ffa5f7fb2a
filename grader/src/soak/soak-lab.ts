import { join } from 'node:path';
import type { Lab } from '@proclab/lab-kit';
import type { LabPlace } from '../labs/places.ts';
import { gradeKnown } from '../verify/grade-known.ts';
import { type KnownProgram, knownPrograms, referenceOf, wholeName } from '../verify/known-programs.ts';
import { always, mapByRoom } from '../verify/map-by-room.ts';
import { shuffled } from './shuffle.ts';

/** What many grades of one lab came to. */
export interface Soaked {
  readonly lab: string;
  readonly grades: number;
  readonly tallies: readonly Tally[];
  /** Verdicts that differ from what is known: `nohang/spins: reaps, ends`. */
  readonly wrong: readonly string[];
  /** Grades that the machine or the grader could not bring to an end, and why: `nohang/spins`, `SCHEDULE_NOT_PLAYED`. */
  readonly unjudged: readonly { readonly program: string; readonly faults: readonly string[] }[];
}

/** How often a program was judged, and how often that came out as known. */
export interface Tally {
  readonly program: KnownProgram;
  readonly judged: number;
  readonly asKnown: number;
}

/** How long to go on, and what to keep. */
export interface Soaking {
  readonly kinds: readonly KnownProgram['kind'][];
  /** How many grades, of so many programs. */
  readonly runs: (programs: number) => number;
  readonly seed: number;
  /** How many grades at a time; undefined: as many as there is room for. */
  readonly jobs: number | undefined;
  /** A folder for all that is known of each grade that was not as expected. */
  readonly out: string | undefined;
  /** Called after each grade, with what is known by then. */
  readonly onGrade: (soFar: Soaked, runs: number) => void;
}

/** Grades programs of a lab over and over, and counts verdicts that differ from what is known. */
export async function soakLab(place: LabPlace, lab: Lab, soaking: Soaking): Promise<Soaked> {
  const reference = referenceOf(place, lab);
  const others = knownPrograms(place, lab, reference, () => '');
  const programs = [reference, ...others].filter(({ kind }) => soaking.kinds.includes(kind));
  const runs = programs.length === 0 ? 0 : soaking.runs(programs.length);
  const tallies = new Map(programs.map((program) => [program, { program, judged: 0, asKnown: 0 }]));
  const wrong: string[] = [];
  const unjudged: Soaked['unjudged'][number][] = [];
  let done = 0;
  const soFar = (): Soaked => ({
    lab: lab.id,
    grades: done,
    tallies: [...tallies.values()],
    wrong,
    unjudged,
  });
  const crowd = soaking.jobs === undefined ? undefined : always(soaking.jobs);
  const gradeOne = async (program: KnownProgram) => {
    const { deviations, faults, keep } = await gradeKnown(lab, program);
    done += 1;
    const tally = tallies.get(program)!;
    if (faults.length === 0) tally.judged += 1;
    const asKnown = faults.length === 0 && deviations.length === 0;
    if (asKnown) tally.asKnown += 1;
    else if (faults.length > 0) unjudged.push({ program: wholeName(program), faults: [...new Set(faults)] });
    else wrong.push(`${wholeName(program)}: ${deviations.join(', ')}`);
    if (!asKnown && soaking.out !== undefined)
      keep(join(soaking.out, lab.id, String(done), program.kind, program.name));
    soaking.onGrade(soFar(), runs);
  };
  await mapByRoom(shuffled(programs, runs, soaking.seed), gradeOne, crowd);
  return soFar();
}
