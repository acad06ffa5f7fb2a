import type { CheckStatus, CheckVerdict } from '@proclab/core';
import { cellsOf, cut, padEnd, padStart } from './cells.ts';
import { points } from './layout.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';

const SIGNS: Readonly<Record<CheckStatus, string>> = { pass: '✔', fail: '✘', 'not-checked': '?', error: '!' };

/** The sign of a status: one cell on every terminal. */
export function sign(status: CheckStatus, pen: Pen): string {
  const { pass, fail, unsure, fault } = pen.ink;
  return { pass, fail, 'not-checked': unsure, error: fault }[status](SIGNS[status]);
}

/** One line for each check: sign, points, what must be true, and its id at the right. */
export function checkList(checks: readonly CheckVerdict[], pen: Pen): string[] {
  const scores = checks.map(score);
  const widest = Math.max(0, ...scores.map(cellsOf));
  const cells = pen.measure - widest - 6;
  return checks.map((check, index) => {
    const start = `  ${sign(check.status, pen)} ${pen.ink.faint(padStart(scores[index] ?? '', widest))}  `;
    const id = cut(visible(check.id), Math.floor(cells / 2));
    const room = cells - cellsOf(id);
    return start + padEnd(cut(pen.say(check.expected), room - 2), room) + pen.ink.faint(id);
  });
}

/** What could not be judged counts in no sum, so no points stand against it. */
function score({ status, points: { earned, possible } }: CheckVerdict): string {
  return `${status === 'error' ? '-' : points(earned)}/${points(possible)}`;
}
