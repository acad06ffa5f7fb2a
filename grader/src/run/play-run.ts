import { type Fault, type Run, sleptPast } from '@proclab/core';
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
  let stage: Promise<Sandbox> | null = first;
  const delays = delaysOf(spec.schedule);
  const play = (delay: number) => {
    const sandbox = stage ?? startStage();
    stage = null;
    return playScenario(spec, installed, sandbox, delay, onWait);
  };
  return untilPlayed(delays, play, (run) => sleptPast(run, Math.max(...delays)));
}

/**
 * Plays a run with each of these delays, ms, until one try will do. Whoever makes so many calls that a longer delay keeps it
 * from its end before the deadline is tried with the shortest delay again, as often as there are delays in all. Where
 * somebody has slept through the delay of another, one that outlasts that sleep has to be played as well, if there is one.
 */
export async function untilPlayed(
  [shortest = 0, ...longer]: readonly number[],
  play: (delay: number) => Promise<PlayedRun>,
  sleptFor: (run: Run) => number,
): Promise<PlayedRun> {
  let result = await play(shortest);
  let bearsMore = true;
  let inVain = false;
  for (const delay of longer) {
    const settled = isSettled(result.run);
    const slept = settled ? sleptFor(result.run) : 0;
    if (settled && (slept === 0 || !bearsMore)) break;
    if (settled && delay < slept) continue;
    const tried = await play(bearsMore ? delay : shortest);
    inVain = settled && !isSettled(tried.run) && !tried.overslowed;
    if (bearsMore && tried.overslowed) bearsMore = false;
    else if (!inVain) result = tried;
  }
  if (isSettled(result.run) && !inVain) return result;
  return { ...result, run: { ...result.run, faults: [...result.run.faults, NOT_PLAYED] } };
}

/** Who has run into a limit is not held up by any delay, but some are meant to have as many threads as they get. */
function isSettled({ played, limits, moments }: Run): boolean {
  const wasOnlyRefused =
    limits.every(({ limit }) => limit === 'processes') && moments.every(({ reached }) => reached);
  return played || (limits.length > 0 && !wasOnlyRefused);
}

/** No delay was long enough for a schedule. */
export const NOT_PLAYED: Fault = {
  code: 'SCHEDULE_NOT_PLAYED',
  what: {
    zh: '这台机器太忙，排定的快慢次序没能演成，所以据此的检查无法判定。',
    en: 'This machine is so busy that the schedule could not be played; what rests on it cannot be judged.',
  },
  remedy: { zh: '请等机器空闲一些再评一次。', en: 'Grade again when the machine has less to do.' },
};
