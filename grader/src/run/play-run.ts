import type { Fault, Run } from '@proclab/core';
import type { RunSpec } from '@proclab/lab-kit';
import { delaysOf, type Sandbox } from '@proclab/sandbox';
import type { InstalledFiles } from './installed-files.ts';
import type { Waiting } from './live-stage.ts';
import { playScenario, type PlayedRun } from './play-scenario.ts';

/** Starts a sandbox for one more try. */
export type StartStage = () => Promise<Sandbox>;

/**
 * Plays one run of an exercise. A schedule that the trace shows not to have been played, because the machine was
 * too crowded for its delay, is played again with a longer one. Never throws.
 *
 * @param first a sandbox that is starting already
 */
export async function playRun(
  spec: RunSpec,
  installed: Promise<InstalledFiles>,
  first: Promise<Sandbox>,
  startStage: StartStage,
  onWait: (waiting: Waiting) => void,
): Promise<PlayedRun> {
  const [shortest = 0, ...longer] = delaysOf(spec.schedule);
  let result = await playScenario(spec, installed, first, shortest, onWait);
  let tooLong = false;
  for (const delay of longer) {
    if (isSettled(result.run) || tooLong) break;
    result = await playScenario(spec, installed, startStage(), delay, onWait);
    // With the shortest delays it is the program that makes too many calls.
    tooLong = result.overslowed;
  }
  if (isSettled(result.run) && !tooLong) return result;
  return { ...result, run: { ...result.run, faults: [...result.run.faults, NOT_PLAYED] } };
}

/** Who has run into a limit is not held up by any delay. */
function isSettled(run: Run): boolean {
  return run.played || run.limits.length > 0;
}

const NOT_PLAYED: Fault = {
  code: 'SCHEDULE_NOT_PLAYED',
  what: {
    zh: '这台机器太忙，排定的快慢次序没能演成，所以据此的检查无法判定。',
    en: 'This machine is so busy that the schedule could not be played; what rests on it cannot be judged.',
  },
  remedy: { zh: '请等机器空闲一些再评一次。', en: 'Grade again when the machine has less to do.' },
};
