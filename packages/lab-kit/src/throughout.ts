import type { Check, Run } from '@proclab/core';
import { momentOf, type Selection } from './moments.ts';

/**
 * A check of a state that must last: it holds at the first of these moments, and at each later one at which any of those
 * it is about are still there. That they are is another check's matter.
 *
 * @param who those whom it is about at a moment
 * @param check the check of one moment; all that it gives must be alike but for the judge
 */
export function throughout(
  moments: readonly [first: string, ...later: string[]],
  who: (moment: string) => Selection,
  check: (moment: string) => Check,
): Check {
  const [first, ...later] = moments;
  const isThere = (run: Run, name: string) => {
    const moment = momentOf(run, name);
    return moment !== undefined && who(name).pick(moment, run).length > 0;
  };
  return {
    ...check(first),
    judge: (run, exercise) => {
      const names = [first, ...later.filter((name) => isThere(run, name))];
      const findings = names.map((name) => check(name).judge(run, exercise));
      return (
        findings.find(({ status }) => status === 'fail') ??
        findings.find(({ status }) => status !== 'pass') ??
        findings.at(-1)!
      );
    },
  };
}
