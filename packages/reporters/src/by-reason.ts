import type { CheckVerdict } from '@proclab/core';

/** Checks that failed for one reason. */
export type Group = readonly [CheckVerdict, ...CheckVerdict[]];

/** Puts together what failed for one reason with nothing to show for it, as where a program does nothing at all. */
export function byReason(checks: readonly CheckVerdict[]): Group[] {
  const groups: [CheckVerdict, ...CheckVerdict[]][] = [];
  for (const check of checks) {
    const isAlike = ([first]: Group) =>
      first.exhibits.length === 0 && JSON.stringify(first.seen) === JSON.stringify(check.seen);
    const group = check.exhibits.length === 0 ? groups.find(isAlike) : undefined;
    if (group) group.push(check);
    else groups.push([check]);
  }
  return groups;
}
