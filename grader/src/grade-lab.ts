import type { Evidence, ExerciseEvidence, SourceFile } from '@proclab/core';
import type { Exercise, Lab, RunSpec } from '@proclab/lab-kit';
import { BUILD_LIMITS, RUN_LIMITS, Sandbox, placeSources, type Limits } from '@proclab/sandbox';
import { LABINIT } from './labs/places.ts';
import { machineEvidence } from './machine.ts';
import { arbitraryPid } from './run/arbitrary-pid.ts';
import { buildHelpers } from './run/build-helpers.ts';
import { buildPrograms } from './run/build-programs.ts';
import { buildTwins, needsTwins } from './run/build-twins.ts';
import { installedFiles } from './run/installed-files.ts';
import type { Waiting } from './run/live-stage.ts';
import { playRun } from './run/play-run.ts';

/** Tells what a run waits for; `run` is `siblings natural`. */
export type OnWait = (run: string, waiting: Waiting | null) => void;

export interface Graded {
  readonly evidence: Evidence;
  /** Logs by file name, for --out. */
  readonly logs: ReadonlyMap<string, string>;
}

/** Starts the sandbox that the compiler runs in; worth doing before anything else, as it takes a moment. */
export function startBuildSandbox(): Promise<Sandbox> {
  return start(BUILD_LIMITS);
}

function start(limits: Limits, firstPid?: number): Promise<Sandbox> {
  const starting = Sandbox.start({
    labinit: LABINIT,
    limits,
    ...(firstPid === undefined ? {} : { firstPid }),
  });
  // Whoever awaits it hears of the failure; until then it is not unhandled.
  starting.catch(() => {});
  return starting;
}

/** Carries a submission from its sources to evidence: builds and plays all exercises of a lab side by side. */
export async function gradeLab(
  lab: Lab,
  submission: { readonly origin: string; readonly files: readonly SourceFile[] },
  buildSandbox: Promise<Sandbox>,
  onWait: OnWait,
): Promise<Graded> {
  const logs = new Map<string, string>();
  const started = [buildSandbox];
  const startStage = () => {
    const starting = start(RUN_LIMITS, arbitraryPid());
    started.push(starting);
    return starting;
  };
  const placed = buildSandbox.then(async (sandbox) => {
    await placeSources(sandbox, submission.files);
    return sandbox;
  });
  placed.catch(() => {});
  let exercises: readonly ExerciseEvidence[];
  try {
    exercises = await Promise.all(
      lab.exercises.map((exercise) =>
        gradeExercise(lab.id, exercise, submission.files, placed, startStage, onWait, logs),
      ),
    );
  } finally {
    await stopAll(started);
  }
  return {
    logs,
    evidence: {
      format: 'proclab-evidence',
      version: 1,
      lab: lab.id,
      submission,
      machine: machineEvidence(await buildSandbox.catch(() => null)),
      exercises,
    },
  };
}

async function gradeExercise(
  lab: string,
  exercise: Exercise,
  files: readonly SourceFile[],
  placed: Promise<Sandbox>,
  startStage: () => Promise<Sandbox>,
  onWait: OnWait,
  logs: Map<string, string>,
): Promise<ExerciseEvidence> {
  // The stages are set up while the compiler works.
  const stages = exercise.runs.map(startStage);
  const helpers = buildHelpers(lab, exercise, placed);
  helpers.catch(() => {});
  const { executables, evidence } = await buildPrograms(exercise.programs, files, placed);
  if (!executables) return { exercise: exercise.id, build: await evidence, runs: [] };
  const install = async (programs: ReadonlyMap<string, Buffer>) =>
    installedFiles(exercise, new Map([...programs, ...(await helpers)]), files);
  const installed = install(executables);
  const slowed = exercise.runs.some(needsTwins) ? buildTwins(exercise, placed).then(install) : installed;
  // Each run that needs them says so in its verdict.
  installed.catch(() => {});
  slowed.catch(() => {});
  const played = await Promise.all(
    exercise.runs.map(async (spec, index) => {
      const name = `${exercise.id} ${spec.id}`;
      const programs = needsTwins(spec) ? slowed : installed;
      const result = await playRun(spec, programs, stages[index]!, startStage, (waiting) =>
        onWait(name, waiting),
      );
      onWait(name, null);
      if (result.traceLog) logs.set(`${exercise.id}.${spec.id}.strace`, result.traceLog);
      return { ...result.run, scenario: scenarioOf(exercise, spec) };
    }),
  );
  const build = await evidence;
  for (const program of build.programs) logs.set(`${exercise.id}.${program.program}.gcc.txt`, program.log);
  return { exercise: exercise.id, build, runs: played };
}

/** What tells runs of one scenario from those of another: the id of the first. */
function scenarioOf({ runs }: Exercise, { id, scenario }: RunSpec): string {
  return runs.find((run) => run.scenario === scenario)?.id ?? id;
}

/** Stops sandboxes, also those that are still starting. One that never came up needs no stopping. */
export async function stopAll(started: readonly Promise<Sandbox>[]): Promise<void> {
  await Promise.all(
    started.map((starting) =>
      starting.then(
        (sandbox) => sandbox.stop(),
        () => {},
      ),
    ),
  );
}
