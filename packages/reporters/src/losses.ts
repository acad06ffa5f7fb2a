import type { ExerciseVerdict, Verdict } from '@proclab/core';
import { byReason, type Group } from './by-reason.ts';

/** Points that were lost for one reason. */
export interface Loss {
  readonly verdict: Verdict;
  readonly exercise: ExerciseVerdict;
  readonly checks: Group;
  readonly points: number;
}

/**
 * What cost points, the most valuable first: checks that failed for one reason are one loss, and so are all checks of an
 * exercise that could not be built. What was not judged through a fault of the grader costs nothing and is not here.
 */
export function losses(verdicts: readonly Verdict[]): Loss[] {
  return verdicts
    .flatMap((verdict) =>
      verdict.exercises.flatMap((exercise) =>
        (['fail', 'not-checked'] as const)
          .flatMap((status) => byReason(exercise.checks.filter((check) => check.status === status)))
          .map((checks) => ({ verdict, exercise, checks, points: pointsOf(checks) })),
      ),
    )
    .sort((a, b) => b.points - a.points);
}

function pointsOf(checks: Group): number {
  return checks.reduce((sum, { points }) => sum + points.possible - points.earned, 0);
}
