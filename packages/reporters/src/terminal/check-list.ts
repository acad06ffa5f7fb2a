import type { CheckStatus, CheckVerdict } from '@proclab/core';
import { cellsOf, cut, padEnd, padStart } from './cells.ts';
import { indent, points } from './layout.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** Nobody writes more; but a lab could. */
const MOST_LINES = 4;

const SIGNS: Readonly<Record<CheckStatus, string>> = { pass: '✔', fail: '✘', 'not-checked': '?', error: '!' };

/** The sign of a status: one cell on every terminal. */
export function sign(status: CheckStatus, pen: Pen): string {
  const { pass, fail, unsure, fault } = pen.ink;
  return { pass, fail, 'not-checked': unsure, error: fault }[status](SIGNS[status]);
}

/** Sign, points, what must be true, and the id of each check at the right; what is longer goes on below. */
export function checkList(checks: readonly CheckVerdict[], pen: Pen): string[] {
  const scores = checks.map(score);
  const widest = Math.max(0, ...scores.map(cellsOf));
  const cells = pen.measure - widest - 6;
  return checks.flatMap((check, index) => {
    const start = `  ${sign(check.status, pen)} ${pen.ink.faint(padStart(scores[index] ?? '', widest))}  `;
    const id = cut(visible(check.id), Math.floor(cells / 2));
    const room = cells - cellsOf(id);
    const [first = '', ...others] = wrap(pen.say(check.expected), room - 2);
    return [
      start + padEnd(first, room) + pen.ink.faint(id),
      ...indent(others.slice(0, MOST_LINES - 1), widest + 6),
    ];
  });
}

/** What could not be judged counts in no sum, so no points stand against it. */
function score({ status, points: { earned, possible } }: CheckVerdict): string {
  return `${status === 'error' ? '-' : points(earned)}/${points(possible)}`;
}
