import type { CheckStatus, CheckVerdict, Verdict } from '@proclab/core';
import { cellsOf, cut, padEnd } from './cells.ts';
import { columns, points } from './layout.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** Points and counts of each exercise and, last, of the lab. */
export function totals(verdict: Verdict, pen: Pen): string[] {
  const all = verdict.exercises.flatMap((exercise) => exercise.checks);
  const parts = [
    ...(verdict.exercises.length > 1
      ? verdict.exercises.map((each) => ({ ...each, name: each.exercise }))
      : []),
    { name: verdict.lab, points: verdict.points, checks: all },
  ];
  const scores = columns(
    parts.map((part) => [
      cut(visible(part.name), Math.floor(pen.measure / 4)),
      pen.words.total.points(points(part.points.earned), points(part.points.possible)),
    ]),
    ['left', 'right'],
  );
  const column = Math.max(...scores.map(cellsOf)) + 2;
  const counts = countByStatus(all);
  return [
    '',
    ...parts.flatMap((part, index) => {
      const paint = index === parts.length - 1 ? pen.ink.strong : (text: string): string => text;
      const told = wrap(pen.words.total.counts(countByStatus(part.checks)), pen.measure - column);
      return told.map((line, row) => paint(padEnd(row === 0 ? (scores[index] ?? '') : '', column) + line));
    }),
    ...(counts.pass === all.length && all.length > 0 ? [pen.ink.pass(pen.words.total.all)] : []),
    ...(counts.error > 0 ? wrap(pen.words.total.noFaultOfYours, pen.measure) : []),
  ];
}

export function countByStatus(checks: readonly CheckVerdict[]): Record<CheckStatus, number> {
  const counts: Record<CheckStatus, number> = { pass: 0, fail: 0, 'not-checked': 0, error: 0 };
  for (const { status } of checks) counts[status] += 1;
  return counts;
}
