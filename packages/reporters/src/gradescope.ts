import type { CheckVerdict, ExerciseVerdict, Language, Verdict } from '@proclab/core';
import type { Pen } from './terminal/pen.ts';
import { graderFaults } from './terminal/troubles.ts';
import { visible } from './terminal/visible.ts';
import { dedented, machineRemarks, plainPen, told } from './told.ts';

/**
 * Verdicts as Gradescope's `/autograder/results/results.json`: one test for each check, with its points, and for
 * what did not pass what was seen and a hint. What was not judged counts neither for nor against the student.
 *
 * Fields: gradescope-autograders.readthedocs.io/en/latest/specs, "Output format". All texts are of the format `text`,
 * which Gradescope shows as it is, HTML and all.
 */
export function gradescopeReport(verdicts: readonly Verdict[], language: Language): string {
  const pen = plainPen(language);
  const exercises = verdicts.flatMap((verdict) => verdict.exercises);
  const results = {
    score: verdicts.reduce((sum, { points }) => sum + points.earned, 0),
    output: output(verdicts, pen),
    output_format: 'text',
    tests: exercises.flatMap((exercise, index) =>
      exercise.checks.map((check, place) => ({
        ...test(exercise, check, pen),
        number: `${index + 1}.${place + 1}`,
      })),
    ),
  };
  return `${JSON.stringify(results, null, 2)}\n`;
}

function test(exercise: ExerciseVerdict, check: CheckVerdict, pen: Pen) {
  const { id, status, points, expected } = check;
  const counts = status !== 'error';
  return {
    name: `${visible(exercise.exercise)}/${visible(id)}: ${pen.say(expected)}`,
    name_format: 'text',
    score: counts ? points.earned : 0,
    max_score: counts ? points.possible : 0,
    status: status === 'pass' ? 'passed' : 'failed',
    output: status === 'pass' ? '' : told(exercise, [check], pen).join('\n'),
    output_format: 'text',
  };
}

/** What concerns no single check: faults of the grader, what they mean, and what the machine could not guarantee. */
function output(verdicts: readonly Verdict[], pen: Pen): string {
  const exercises = verdicts.flatMap((verdict) => verdict.exercises);
  const unjudged = exercises.some(({ checks }) => checks.some(({ status }) => status === 'error'));
  const faults = exercises.flatMap((exercise) => dedented(graderFaults(exercise, pen)));
  const consequence = unjudged ? [pen.words.total.noFaultOfYours] : [];
  return [...faults, ...consequence, ...machineRemarks(verdicts, pen)].join('\n');
}
