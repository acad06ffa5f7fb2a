import type { Round } from './statistics.ts';

/** Does one thing and gives how long it took, ms, by row; one thing may give the times of several rows. */
export type Step = () => Promise<Round>;

/**
 * Takes the steps in turn, again and again: A B A B, so that whatever else the machine does meets all alike.
 * Where nothing has filled the caches before, a round that does so comes first and is not counted.
 */
export async function sideBySide(
  steps: readonly Step[],
  rounds: number,
  signal: AbortSignal,
  warmUp: 'warm-up' | 'warm' = 'warm-up',
): Promise<Round[]> {
  const taken: Round[] = [];
  for (let round = warmUp === 'warm' ? 1 : 0; round <= rounds; round++) {
    const times: Record<string, number> = {};
    for (const step of steps) {
      signal.throwIfAborted();
      Object.assign(times, await step());
    }
    if (round > 0) taken.push(times);
  }
  return taken;
}
