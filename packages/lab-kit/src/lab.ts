import type { LabRubric, Rubric, Schedule } from '@proclab/core';
import type { Stage } from './stage.ts';

/** What a scenario does with the programs on the stage it is given. */
export type Scenario = (stage: Stage) => Promise<void>;

/** One program to build and the sources that the student must hand in for it. */
export interface ProgramSpec {
  /** Name of the executable. */
  readonly name: string;
  readonly sources: readonly string[];
}

/** One run of an exercise: a scenario under a schedule. */
export interface RunSpec {
  readonly id: string;
  readonly schedule: Schedule;
  readonly scenario: Scenario;
  /** System calls to trace beside the usual ones, such as `mmap`. */
  readonly calls?: readonly string[];
}

/** An exercise: which programs are to be written, what is done with them, and what must be true then. */
export interface Exercise extends Rubric {
  readonly programs: readonly ProgramSpec[];
  /**
   * Scripts, units or configuration that go with the programs; those that the submission has lie beside them when
   * a scenario begins, `*.sh` and `rc.local` executable.
   */
  readonly files?: readonly string[];
  /**
   * Programs of the lab's own that scenarios run for company, such as the clients of a server: `helpers: [c('client.c')]`.
   * Their sources lie in the folder of the exercise, and what a submission has of those names is nothing to them. In the
   * evidence they are programs like those that were handed in.
   */
  readonly helpers?: readonly ProgramSpec[];
  readonly runs: readonly RunSpec[];
  /** Programs that do none of the work, and the checks that are truly met by each, with the reason. */
  readonly empty?: readonly EmptyScore[];
}

/** Says why an empty program earns points after all. */
export interface EmptyScore {
  /** `nothing`, `exit-0`, `crash`, `hang`, `print-only`, `fork-bomb`; `starter` for the starter. */
  readonly program: string;
  readonly passes: readonly string[];
  readonly because: string;
}

/** A lab: its id, its title in both languages, and its exercises in their order. */
export interface Lab extends LabRubric {
  readonly exercises: readonly Exercise[];
}

/** A program that gcc builds from these C files: `c('ticker.c')` gives `ticker`. */
export function c(first: string, ...others: string[]): ProgramSpec {
  return { name: first.replace(/\.c$/, ''), sources: [first, ...others] };
}

/** A run that nothing slows down and nobody traces: `ps`, terminals and timing are observed here. */
export function natural(scenario: Scenario): RunSpec {
  return { id: 'natural', schedule: 'natural', scenario };
}

/** Runs under strace, one for each schedule: what is over before `ps` can look is read from here. */
export function traced(scenario: Scenario, ...schedules: Exclude<Schedule, 'natural'>[]): RunSpec[] {
  return schedules.map((schedule) => ({ id: schedule, schedule, scenario }));
}

/** The same runs under a name, for an exercise that plays several scenarios: `missing slow-parent`. */
export function named(name: string, runs: readonly RunSpec[]): RunSpec[] {
  return runs.map((run) => ({ ...run, id: `${name} ${run.id}` }));
}

/** The same runs with more system calls in their traces: `tracing(['mmap', 'munmap'], traced(…))`. */
export function tracing(calls: readonly string[], runs: readonly RunSpec[]): RunSpec[] {
  return runs.map((run) => ({ ...run, calls }));
}

/** An exercise by its id, which is the name of its folder; the points of its checks add up to 100. */
export function exercise(id: string, parts: Omit<Exercise, 'id'>): Exercise {
  return { id, ...parts };
}

/** A lab, the default export of its `lab.ts`; its id is the beginning of the name of its folder: `lab-08`. */
export function lab(parts: Lab): Lab {
  return parts;
}
