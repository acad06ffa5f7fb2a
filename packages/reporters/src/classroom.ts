import type { Language, Verdict } from '@proclab/core';
import { visible } from './terminal/visible.ts';
import { plainPen } from './told.ts';

/**
 * Verdicts as a runner of GitHub Classroom's autograding gives its result: one test for each check. Base64 of it is
 * the output `result` of a step that `classroom-resources/autograding-grading-reporter` reads; the points that
 * reach the classroom are the sum of the tests' scores.
 *
 * Fields: src/main.js, src/console-results.js and src/notify-classroom.js of that action. It prints names and messages
 * into the log of a workflow, where a line that begins with `::` and any `##[` would be a command: both texts
 * are one line behind words of ours, and `##[` is broken.
 */
export function classroomReport(verdicts: readonly Verdict[], language: Language): string {
  const pen = plainPen(language);
  const tests = verdicts.flatMap(({ exercises }) =>
    exercises.flatMap(({ exercise, checks }) =>
      checks.map((check) => ({
        name: inert(`${visible(exercise)}/${visible(check.id)}: ${pen.say(check.expected)}`),
        status: STATUS[check.status],
        score: check.points.earned,
        message: inert(check.status === 'pass' ? '' : pen.say(check.seen)),
        test_code: '',
        filename: visible(check.source?.file ?? ''),
        // 0: the action then names no line.
        line_no: check.source?.line ?? 0,
        execution_time: '',
      })),
    ),
  );
  const statuses = tests.map(({ status }) => status);
  const result = {
    version: 1,
    status: (['error', 'fail'] as const).find((status) => statuses.includes(status)) ?? 'pass',
    max_score: verdicts.reduce((sum, { points }) => sum + points.possible, 0),
    tests,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

const STATUS = { pass: 'pass', fail: 'fail', 'not-checked': 'fail', error: 'error' } as const;

function inert(text: string): string {
  return text.replaceAll('##[', '## [');
}
