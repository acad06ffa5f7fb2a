import { expect, test } from 'vitest';
import { exitStatus, fail, judge, type CheckStatus } from '../../src/index.ts';
import { aCheck, aLab, anEvidence, anExercise, both } from '../build-evidence.ts';

test.each<[0 | 1 | 3, CheckStatus[]]>([
  [0, ['pass', 'pass']],
  [1, ['pass', 'fail']],
  [1, ['pass', 'not-checked']],
  [3, ['pass', 'error']],
  [3, ['fail', 'error']],
])('%i for %j', (status, checks) => {
  const lab = aLab(...checks.map((each) => aCheck(() => ({ ...fail(both('')), status: each }))));
  expect(exitStatus(judge(lab, anEvidence(anExercise())))).toBe(status);
});
