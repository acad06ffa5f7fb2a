import { expect, test } from 'vitest';
import { fail, judge, notChecked, pass, type Finding, type PsReading } from '../../src/index.ts';
import { aCheck, aLab, aMoment, anEvidence, anExercise, aProcess, aRun, both } from '../build-evidence.ts';

const calm: PsReading = { command: 'ps', header: 'PID', rows: [], disagreements: [], trouble: null };
const wrong = { pid: 3, column: 'tty', ps: '?', proc: 'pts/0' };

function judged(ps: PsReading | null, find: () => Finding) {
  const processes = [aProcess({ pid: 1, role: 'init' }), aProcess({ pid: 3 })];
  const run = aRun({
    moments: [aMoment({ name: 'calm', ps: calm }), aMoment({ name: 'forked', ps, processes })],
  });
  return judge(aLab(aCheck(find)), anEvidence(anExercise({ runs: [run] }))).exercises[0]!.checks[0]!;
}

const forked = { moment: { name: 'forked', at: 40 } };

test.each([pass, fail])('where both witnesses agree, the finding stands', (finding) => {
  const found = finding(both('seen'), forked);
  for (const ps of [calm, null])
    expect(judged(ps, () => found)).toMatchObject({ status: found.status, seen: both('seen') });
});

test.each([pass, fail])('where they disagree, nothing is judged, and the column is named', (finding) => {
  const verdict = judged({ ...calm, disagreements: [wrong] }, () => finding(both('seen'), forked));
  expect(verdict).toMatchObject({
    status: 'not-checked',
    points: { earned: 0 },
    at: { moment: 'forked' },
    tree: [],
    source: null,
  });
  expect(verdict.seen.en).toBe(
    'ps and /proc disagree in column TT of process 3: ps shows ?, /proc shows pts/0. So this was not judged.',
  );
  expect(verdict.seen.zh).toContain('TT');
});

test('a process that ps did not list is named', () => {
  const verdict = judged({ ...calm, disagreements: [{ pid: 3, column: 'pid', ps: '-', proc: '3' }] }, () =>
    pass(both(''), forked),
  );
  expect(verdict.seen.en).toContain('process 3 is in /proc, but ps did not list it');
});

test('a disagreement about a process of ours changes nothing', () => {
  expect(
    judged({ ...calm, disagreements: [{ ...wrong, pid: 1 }] }, () => pass(both(''), forked)).status,
  ).toBe('pass');
});

test('a ps that was killed is named', () => {
  const trouble = both('ps was killed.');
  const verdict = judged({ ...calm, trouble }, () => pass(both(''), forked));
  expect(verdict.status).toBe('not-checked');
  expect(verdict.seen.en).toBe('ps was killed. So this was not judged.');
});

test('only the moment that the finding rests on counts', () => {
  const ps = { ...calm, disagreements: [wrong], trouble: both('ps was killed.') };
  expect(judged(ps, () => pass(both(''))).status).toBe('pass');
  expect(judged(ps, () => pass(both(''), { moment: { name: 'calm', at: 40 } })).status).toBe('pass');
});

test('what was not checked for another reason keeps that reason', () => {
  expect(
    judged({ ...calm, disagreements: [wrong] }, () => notChecked(both('never forked'), forked)).seen,
  ).toEqual(both('never forked'));
});

test('of moments with the same name the one at that time counts', () => {
  const run = aRun({
    moments: [aMoment({ ps: calm }), aMoment({ at: 80, ps: { ...calm, disagreements: [wrong] } })],
  });
  const status = (at: number) =>
    judge(
      aLab(aCheck(() => pass(both(''), { moment: { name: 'forked', at } }))),
      anEvidence(anExercise({ runs: [run] })),
    ).exercises[0]!.checks[0]!.status;
  expect([status(40), status(80)]).toEqual(['pass', 'not-checked']);
});
