import type { Verdict } from '../verdict.ts';

/**
 * The exit status of a grade: 0 with all points; 1 with points missing; 3 when the grader or the machine
 * could not do its work for at least one check.
 */
export function exitStatus(verdict: Verdict): 0 | 1 | 3 {
  const checks = verdict.exercises.flatMap((exercise) => exercise.checks);
  if (checks.some((check) => check.status === 'error')) return 3;
  return verdict.points.earned === verdict.points.possible ? 0 : 1;
}
