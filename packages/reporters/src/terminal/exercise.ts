import type { ExerciseVerdict } from '@proclab/core';
import { buildReport } from './build.ts';
import { cellsOf, cut, padEnd } from './cells.ts';
import { checkList } from './check-list.ts';
import { failures } from './failure.ts';
import { points } from './layout.ts';
import type { Pen } from './pen.ts';
import { graderFaults, limitsHit } from './troubles.ts';
import { unseen } from './unseen.ts';
import { visible } from './visible.ts';
import { witnesses } from './witnesses.ts';

/** One exercise: its checks at a glance, then what there is to say of those that did not pass. */
export function exerciseReport(exercise: ExerciseVerdict, pen: Pen): string[] {
  return [
    '',
    heading(exercise, pen),
    ...buildReport(exercise.build, pen),
    '',
    ...checkList(exercise.checks, pen),
    ...witnesses(exercise.checks, pen),
    ...limitsHit(exercise, pen),
    ...failures(exercise.checks, pen),
    ...unseen(exercise, pen),
    ...graderFaults(exercise, pen),
  ];
}

function heading(exercise: ExerciseVerdict, pen: Pen): string {
  const score = `${points(exercise.points.earned)}/${points(exercise.points.possible)}`;
  const id = visible(exercise.exercise);
  const title = cut(`${id}  ${pen.say(exercise.title)}`, pen.measure - cellsOf(score) - 2);
  return padEnd(pen.ink.strong(title), pen.measure - cellsOf(score)) + pen.ink.strong(score);
}
