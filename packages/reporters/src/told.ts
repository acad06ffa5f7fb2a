import type { CheckVerdict, ExerciseVerdict, Language, Verdict } from '@proclab/core';
import { buildReport } from './terminal/build.ts';
import { failures } from './terminal/failure.ts';
import { weaknesses } from './terminal/machine.ts';
import { penFor, type Pen } from './terminal/pen.ts';
import { unseen } from './terminal/unseen.ts';

/** Cells of a line of text that is shown in a browser. */
const WIDTH = 100;

/** What text is written with that no terminal will colour. */
export function plainPen(language: Language): Pen {
  return penFor({ language, width: WIDTH, color: false });
}

/**
 * What there is to say of checks of one exercise that did not pass, as the terminal report says it, in plain lines:
 * what must be true, what was seen, the line of C, a hint, a command; for a program that did not compile, the
 * compiler's words. No line holds a control character or one that reverses the direction of writing.
 */
export function told(exercise: ExerciseVerdict, checks: readonly CheckVerdict[], pen: Pen): string[] {
  const lines = [...failures(checks, pen), ...unseen({ ...exercise, checks }, pen)];
  return dedented(lines.length > 0 ? lines : buildReport(exercise.build, pen));
}

/** Parts of a report begin with an empty line and stand two cells to the right. */
export function dedented(lines: readonly string[]): string[] {
  return lines.slice(1).map((line) => line.replace(/^ {2}/, ''));
}

/** What the machines that graded could not guarantee, each thing once. */
export function machineRemarks(verdicts: readonly Verdict[], pen: Pen): string[] {
  const all = new Map(
    verdicts.map(({ machine }) => [JSON.stringify(machine.weaknesses), weaknesses(machine, pen).slice(1)]),
  );
  return [...all.values()].flat();
}
