import type { LabRubric, Rubric } from '../check.ts';
import type { Evidence, ExerciseEvidence, SourceFile } from '../evidence.ts';
import type { ExerciseVerdict, Points, Verdict } from '../verdict.ts';
import { judgeCheck } from './check-verdict.ts';
import { JudgeError } from './errors.ts';

/**
 * Judges a submission by its evidence alone. Covers the exercises that the evidence holds.
 *
 * Points are sums over checks. A check that is an `error` keeps its points.possible, but counts in
 * no sum: a fault of ours takes no points from the student.
 *
 * @throws JudgeError when evidence and rubric do not belong together, or the evidence holds no exercise.
 */
export function judge(rubric: LabRubric, evidence: Evidence): Verdict {
  if (rubric.id !== evidence.lab) {
    throw new JudgeError('LAB_MISMATCH', {
      zh: `这份证据属于 ${evidence.lab}，不能按 ${rubric.id} 的评分标准评判；请改用 ${evidence.lab}。`,
      en: `This evidence is of ${evidence.lab} and can't be judged by the rubric of ${rubric.id}: judge it by ${evidence.lab}.`,
    });
  }
  if (evidence.exercises.length === 0) {
    throw new JudgeError('NOTHING_TO_JUDGE', {
      zh: '证据中没有任何练习；请重新评分，生成新的证据。',
      en: 'The evidence holds no exercise: grade the submission again to collect it anew.',
    });
  }
  const exercises = evidence.exercises.map((exercise) =>
    judgeExercise(rubricOf(rubric, exercise.exercise), exercise, evidence.submission.files),
  );
  return {
    format: 'proclab-verdict',
    version: 1,
    lab: rubric.id,
    title: rubric.title,
    submission: evidence.submission.origin,
    machine: evidence.machine,
    points: sum(exercises.map((exercise) => exercise.points)),
    exercises,
  };
}

function rubricOf(lab: LabRubric, exercise: string): Rubric {
  const rubric = lab.exercises.find(({ id }) => id === exercise);
  if (rubric !== undefined) return rubric;
  throw new JudgeError('EXERCISE_UNKNOWN', {
    zh: `${lab.id} 中没有练习 ${exercise}：收集证据之后实验有了改动，请重新评分。`,
    en: `${lab.id} has no exercise ${exercise}: the lab has changed since this evidence was collected. Grade the submission again.`,
  });
}

function judgeExercise(
  rubric: Rubric,
  exercise: ExerciseEvidence,
  files: readonly SourceFile[],
): ExerciseVerdict {
  const { build, runs } = exercise;
  const checks = rubric.checks.map((check) => judgeCheck(check, exercise, files));
  return {
    exercise: rubric.id,
    title: rubric.title,
    points: sum(checks.filter((check) => check.status !== 'error').map((check) => check.points)),
    build: {
      status: build.status,
      programs: build.programs.map(({ program, command, missing, log, diagnostics }) => ({
        program,
        command,
        missing,
        log,
        diagnostics,
      })),
    },
    checks,
    limits: onceEach(
      [build, ...runs].flatMap(({ limits }) => limits),
      ({ limit }) => limit,
    ),
    faults: onceEach(
      [build, ...runs].flatMap(({ faults }) => faults),
      ({ code, what }) => `${code} ${what.en}`,
    ),
  };
}

function sum(points: readonly Points[]): Points {
  return {
    earned: points.reduce((total, { earned }) => total + earned, 0),
    possible: points.reduce((total, { possible }) => total + possible, 0),
  };
}

/** The first of each kind: what happens in one run happens in most, and is told once. */
function onceEach<T>(items: readonly T[], kind: (item: T) => string): T[] {
  return [...new Map(items.toReversed().map((item) => [kind(item), item])).values()].toReversed();
}
