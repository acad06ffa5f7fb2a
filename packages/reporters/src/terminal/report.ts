import type { Verdict } from '@proclab/core';
import { cut, cutStart } from './cells.ts';
import { exerciseReport } from './exercise.ts';
import { weaknesses } from './machine.ts';
import { penFor, type Pen, type TerminalOptions } from './pen.ts';
import { totals } from './totals.ts';
import { visible } from './visible.ts';

/**
 * The verdict for a student, ending in a newline. No line is wider than `width`, and nothing that comes
 * from the submission can move the cursor, change a colour or start a line.
 */
export function terminalReport(verdict: Verdict, options: TerminalOptions): string {
  const pen = penFor(options);
  const lines = [
    ...heading(verdict, pen),
    ...verdict.exercises.flatMap((exercise) => exerciseReport(exercise, pen)),
    ...weaknesses(verdict.machine, pen),
    ...totals(verdict, pen),
  ];
  return `${lines.join('\n')}\n`;
}

function heading(verdict: Verdict, pen: Pen): string[] {
  return [
    pen.ink.strong(cut(`${visible(verdict.lab)}  ${pen.say(verdict.title)}`, pen.measure)),
    pen.ink.faint(cutStart(visible(verdict.submission), pen.measure)),
  ];
}
