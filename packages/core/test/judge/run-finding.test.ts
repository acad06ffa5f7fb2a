import { expect, test } from 'vitest';
import { fail, judge, pass, type ExerciseEvidence, type Finding, type Run } from '../../src/index.ts';
import { aCheck, aLab, anEvidence, anExercise, aRun, both } from '../build-evidence.ts';

const NO_STRACE = { code: 'TOOL_MISSING', what: both('no strace'), remedy: both('install it') };

const natural = aRun({ id: 'natural', schedule: 'natural' });
const lame = aRun({ id: 'slow-parent', schedule: 'slow-parent', faults: [NO_STRACE] });

/** Judges a check of natural runs beside a run that has met a fault of ours. */
function judged(find: (run: Run, exercise: ExerciseEvidence) => Finding) {
  const check = { ...aCheck(() => pass(both('never asked'))), on: 'natural' as const, judge: find };
  return judge(aLab(check), anEvidence(anExercise({ runs: [natural, lame] }))).exercises[0]!;
}

const made = ({ runs }: ExerciseEvidence) => runs.some(({ trace }) => trace !== null);

test('what a check misses in a run with a fault of ours is an error, and costs no points', () => {
  const { checks, points } = judged((_, exercise) =>
    made(exercise) ? pass(both('made')) : fail(both('none was made')),
  );
  expect(checks[0]).toMatchObject({ status: 'error', seen: both('no strace') });
  expect(points).toEqual({ earned: 0, possible: 0 });
});

test('what it finds in spite of that stands', () => {
  const { checks } = judged((_, { runs }) => pass(both(`${runs.length} runs`)));
  expect(checks[0]).toMatchObject({ status: 'pass', seen: both('2 runs') });
});

test('a check that looks at its own run alone is not excused', () => {
  const { checks } = judged(() => fail(both('seen to be wrong')));
  expect(checks[0]).toMatchObject({ status: 'fail', seen: both('seen to be wrong') });
});
