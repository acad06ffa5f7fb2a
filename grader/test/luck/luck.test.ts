import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import { grade, ROOT } from '../support.ts';
import { luckPage, SCHEDULES } from './luck-page.ts';
import { exercisesPlayed } from './pairs.ts';

const exercises = await exercisesPlayed();
const pairs = exercises.flatMap(({ exercise, pairs: own }) => own.map((pair) => ({ exercise, ...pair })));

describe('racy programs', () => {
  it('are twelve at least, in every lab', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(12);
    const without = exercises.map(({ lab }) => lab).filter((lab) => !hasPair(lab));
    expect(without).toEqual([]);
  });

  it('are found out by each schedule that slows somebody down', () => {
    const used = new Set(pairs.flatMap(({ about }) => about.foundBy));
    const slow = SCHEDULES.map(([name]) => name).filter((name) => !['natural', 'as-it-comes'].includes(name));
    expect([...used].toSorted()).toEqual(slow.toSorted());
  });

  it.each(pairs)('$exercise.id/$name names traced checks and schedules of its exercise', (pair) => {
    const { checks, runs } = pair.exercise;
    expect(checks.filter(({ on }) => on === 'traced').map(({ id }) => id)).toEqual(
      expect.arrayContaining([...pair.about.fails]),
    );
    expect(runs.map(({ schedule }) => schedule)).toEqual(expect.arrayContaining([...pair.about.foundBy]));
    expect(pair.racy).not.toEqual(pair.repaired);
  });
});

it('racy programs are graded by name: what was luck is told, and nothing is held against the twin', async () => {
  const name = 'number-in-shared-memory';
  const [racy, repaired] = await Promise.all(
    ['--racy', '--repaired'].map((which) => grade(['lab-01/siblings', which, name, '--json'])),
  );
  const verdict = JSON.parse(racy!.stdout) as Verdict;
  expect(verdict.submission).toBe(`racy ${name}`);
  const lost = verdict.exercises[0]!.checks.filter(({ status }) => status !== 'pass');
  expect(lost).toMatchObject([{ id: 'numbered', status: 'fail', onlyUnder: ['slow-child'] }]);
  expect(repaired).toMatchObject({ exitCode: 0 });
});

it.each(['en', 'zh'] as const)(
  'the page on luck is as the labs have it, else run scripts/write-luck.ts (%s)',
  (language) => {
    const { file, text } = luckPage(exercises, language);
    expect(readFileSync(join(ROOT, file), 'utf8')).toBe(text);
  },
);

function hasPair(lab: string): boolean {
  return exercises.some((each) => each.lab === lab && each.pairs.length > 0);
}
