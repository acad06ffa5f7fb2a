import type { Text } from '@proclab/lab-kit';
import { foundAt, type LintFinding } from './finding.ts';
import { lintNames, type NamedCheck, type NamedExercise } from './named.ts';
import { emptyIn } from './texts.ts';

/** What the checks of an exercise are worth together. */
const POINTS = 100;

/** What an exercise, as the lab has put it together, does against the rules. */
export function lintExercise(named: NamedExercise): LintFinding[] {
  return [
    ...lintPlace(named),
    ...lintNames(named.checks),
    ...lintPoints(named),
    ...named.checks.flatMap((check) => lintRuns(check, named)),
    ...lintGivenTexts(named),
  ];
}

/** An exercise has the name of its folder: there its task text is looked for. */
function lintPlace({ id, node }: NamedExercise): LintFinding[] {
  const folder = node.getSourceFile().getDirectory().getBaseName();
  return id === folder
    ? []
    : [
        foundAt(node, {
          zh: `练习“${id}”放在文件夹 ${folder} 里`,
          en: `the exercise "${id}" stands in the folder ${folder}`,
        }),
      ];
}

function lintPoints({ id, node, checks }: NamedExercise): LintFinding[] {
  const odd = checks.filter(({ check: { points } }) => !Number.isInteger(points) || points <= 0);
  const sum = checks.reduce((total, { check }) => total + check.points, 0);
  return [
    ...odd.map((one) =>
      foundAt(one.node, {
        zh: `“${one.id}”的分值是 ${one.check.points}，应为正整数`,
        en: `"${one.id}" is worth ${one.check.points}: points are whole numbers above 0`,
      }),
    ),
    ...(sum === POINTS
      ? []
      : [
          foundAt(node, {
            zh: `“${id}”各项的分值加起来是 ${sum}，不是 ${POINTS}`,
            en: `the points of "${id}" add up to ${sum}, not ${POINTS}`,
          }),
        ]),
  ];
}

/** A check that no run is for would never be looked at. */
function lintRuns({ id, node, check }: NamedCheck, { exercise }: NamedExercise): LintFinding[] {
  const isFor = exercise.runs.some(
    (run) =>
      (run.schedule === 'natural') === (check.on === 'natural') && run.id.startsWith(check.scenario ?? ''),
  );
  return isFor
    ? []
    : [
        foundAt(node, {
          zh: `没有一次运行是给“${id}”看的`,
          en: `no run is there for "${id}" to be judged on`,
        }),
      ];
}

function lintGivenTexts({ node, exercise, checks }: NamedExercise): LintFinding[] {
  const given: [typeof node, Text][] = [
    [node, exercise.title],
    ...checks.flatMap((one): [typeof node, Text][] => [
      [one.node, one.check.must],
      [one.node, one.check.hint],
    ]),
  ];
  return given.flatMap(([at, text]) => {
    const what = emptyIn(text);
    return what === null ? [] : [foundAt(at, what)];
  });
}
