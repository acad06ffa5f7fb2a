import type { RunSpec } from '@proclab/lab-kit';
import { DELAYS_MS, type Sandbox } from '@proclab/sandbox';
import type { Waiting } from './live-stage.ts';
import { playScenario, type PlayedRun } from './play-scenario.ts';

/** Starts a sandbox for one more try. */
export type StartStage = () => Promise<Sandbox>;

/**
 * Plays one run of an exercise. A schedule that the trace shows not to have been played, because the machine was
 * too crowded for its delay, is played again with a longer one; the longest counts in any case. Never throws.
 *
 * @param first a sandbox that is starting already
 */
export async function playRun(
  spec: RunSpec,
  executables: ReadonlyMap<string, Buffer>,
  first: Promise<Sandbox>,
  startStage: StartStage,
  onWait: (waiting: Waiting) => void,
): Promise<PlayedRun> {
  const [shortest, ...longer] = DELAYS_MS;
  let result = await playScenario(spec, executables, first, shortest, onWait);
  for (const delay of longer) {
    if (result.run.played) break;
    result = await playScenario(spec, executables, startStage(), delay, onWait);
  }
  return result;
}
