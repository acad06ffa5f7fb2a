import type { CheckVerdict, ExerciseVerdict } from '@proclab/core';
import { sign } from './check-list.ts';
import { exhibits } from './exhibit.ts';
import { hanging, indent } from './layout.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/**
 * Why checks could not be judged; those with one reason are told together. A program that did not compile
 * is left out: the compiler's own words stand above.
 */
export function unseen({ build, checks }: ExerciseVerdict, pen: Pen): string[] {
  const groups = new Map<string, CheckVerdict[]>();
  for (const check of checks) {
    const told = check.status === 'error' || (check.status === 'not-checked' && build.status === 'built');
    if (!told) continue;
    const reason = JSON.stringify([check.status, check.seen, check.exhibits]);
    groups.set(reason, [...(groups.get(reason) ?? []), check]);
  }
  return [...groups.values()].flatMap((group) => ['', ...indent(reasonOf(group, pen), 2)]);
}

function reasonOf(group: readonly CheckVerdict[], pen: Pen): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const ids = pen.words.list(group.map((check) => visible(check.id)));
  const heading = first.status === 'error' ? pen.words.notJudged(ids) : pen.words.notChecked(ids);
  return [
    ...hanging(sign(first.status, pen), heading, pen.measure - 2),
    ...indent(
      [...wrap(pen.say(first.seen), pen.measure - 4), ...exhibits(first.exhibits, pen.width - 4, pen)],
      2,
    ),
  ];
}
