import type { Exercise, RunSpec } from '@proclab/lab-kit';
import { compileTwin, placeSlowThreads, readBuilt, type Sandbox } from '@proclab/sandbox';
import { SLOW_THREADS } from '../labs/places.ts';

/** Is a run played by the twins of the programs, whose threads are slow to reach what they share? */
export function needsTwins({ schedule }: RunSpec): boolean {
  return schedule === 'slow-thread';
}

/** Builds the twins of all programs of an exercise, by name. Throws a SandboxError when one cannot be built. */
export async function buildTwins(
  { programs }: Exercise,
  placed: Promise<Sandbox>,
): Promise<ReadonlyMap<string, Buffer>> {
  const sandbox = await placed;
  await placeSlowThreads(sandbox, readBuilt(SLOW_THREADS));
  const twins = new Map<string, Buffer>();
  for (const program of programs) twins.set(program.name, await compileTwin(sandbox, program));
  return twins;
}
