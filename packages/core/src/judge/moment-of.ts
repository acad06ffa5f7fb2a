import type { Finding } from '../check.ts';
import type { Moment, Run } from '../evidence.ts';

/** The moment that a finding names; where several share the name, the one taken at its time. */
export function momentOf(run: Run, at: Finding['at']): Moment | null {
  const named = run.moments.filter(({ name }) => name === at.moment);
  return named.find((moment) => moment.at === at.ms) ?? named[0] ?? null;
}
