import type { CheckVerdict, ExerciseVerdict, Language, Verdict } from '@proclab/core';
import { points } from './terminal/layout.ts';
import { buildReport } from './terminal/build.ts';
import type { Pen } from './terminal/pen.ts';
import { graderFaults, limitsHit } from './terminal/troubles.ts';
import { visible } from './terminal/visible.ts';
import { dedented, machineRemarks, plainPen, told } from './told.ts';

/**
 * Verdicts as JUnit XML, which GitLab, Jenkins and most other CI servers read: one suite for each exercise, one case
 * for each check. A check that could not be seen for a reason that lies with the submission is a failure, as it
 * costs points; what the grader or the machine has to answer for is an error.
 *
 * The form is that of Ant's tasks as github.com/windyroad/JUnit-Schema describes it (JUnit.xsd), which Jenkins'
 * junit-10.xsd allows too. `time` is required there; a verdict does not know how long a check took, hence 0.
 */
export function junitReport(verdicts: readonly Verdict[], language: Language): string {
  const pen = plainPen(language);
  const suites = verdicts
    .flatMap((verdict) => verdict.exercises.map((exercise) => ({ verdict, exercise })))
    .flatMap(({ verdict, exercise }, id) => suite(verdict, exercise, id, pen));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>', ''].join(
    '\n',
  );
}

function suite(verdict: Verdict, exercise: ExerciseVerdict, id: number, pen: Pen): string[] {
  const { checks } = exercise;
  const count = (...statuses: CheckVerdict['status'][]) =>
    checks.filter(({ status }) => statuses.includes(status)).length;
  const attributes = {
    id,
    package: verdict.lab,
    name: exercise.exercise,
    tests: checks.length,
    failures: count('fail', 'not-checked'),
    errors: count('error'),
    time: 0,
    // Without a zone, as the schema demands: UTC.
    timestamp: verdict.machine.gradedAt.slice(0, 19),
    hostname: 'localhost',
  };
  const properties = {
    title: pen.say(exercise.title),
    submission: verdict.submission,
    kernel: verdict.machine.kernel,
    'points.earned': points(exercise.points.earned),
    'points.possible': points(exercise.points.possible),
  };
  const said = dedented([...buildReport(exercise.build, pen), ...limitsHit(exercise, pen)]);
  const troubles = [...dedented(graderFaults(exercise, pen)), ...machineRemarks([verdict], pen)];
  return [
    `  <testsuite${attributesOf(attributes)}>`,
    '    <properties>',
    ...Object.entries(properties).map(([name, value]) => `      <property${attributesOf({ name, value })}/>`),
    '    </properties>',
    ...checks.flatMap((check) => testCase(verdict, exercise, check, pen)),
    `    <system-out>${content(said)}</system-out>`,
    `    <system-err>${content(troubles)}</system-err>`,
    '  </testsuite>',
  ];
}

function testCase(verdict: Verdict, exercise: ExerciseVerdict, check: CheckVerdict, pen: Pen): string[] {
  const { id, status, seen } = check;
  const classname = `${verdict.lab}.${exercise.exercise}`;
  const start = `    <testcase${attributesOf({ classname, name: id, time: 0 })}`;
  if (status === 'pass') return [`${start}/>`];
  const element = status === 'error' ? 'error' : 'failure';
  return [
    `${start}>`,
    `      <${element}${attributesOf({ type: status, message: pen.say(seen) })}>${content(told(exercise, [check], pen))}</${element}>`,
    '    </testcase>',
  ];
}

function content(lines: readonly string[]): string {
  return escaped(lines.join('\n'));
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(visible(String(value)))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0, 2.4. What XML forbids altogether, as most control characters, `visible` has taken out before. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
