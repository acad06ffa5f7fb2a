import { describe, expect, test } from 'vitest';
import { summarize, type Section } from '../../bench/section.ts';
import { table } from '../../bench/table.ts';

const SECTION: Section = {
  id: 'grade',
  title: { zh: '评分 lab-01', en: 'Grading lab-01' },
  rows: [
    { id: 'bare', name: { zh: 'gcc 加上程序本身', en: 'gcc and the bare program' } },
    { id: 'grade', name: { zh: './grade lab-01', en: './grade lab-01' }, aim: { times: 1.3 } },
    { id: 'quick', name: { zh: '用缓存', en: 'from the cache' }, aim: { more: 40 } },
  ],
  takeRounds: async () => [],
};

const ROUNDS = [
  { bare: 100, grade: 140, quick: 20.25 },
  { bare: 200, grade: 280, quick: 40.5 },
];

describe('table', () => {
  test('in English', () => {
    expect(table(summarize(SECTION, ROUNDS), 'en')).toMatchInlineSnapshot(`
      "Grading lab-01 (2 rounds)                 median     ratio  middle half  difference         aim
        gcc and the bare program                150 ms
        ./grade lab-01                          210 ms    1.40 ×  1.40 – 1.40    +60.0 ms  ≤ 1.30 × ✘
        from the cache                         30.4 ms    0.20 ×  0.20 – 0.20     −120 ms  ≤ +40 ms ✔
      "
    `);
  });

  test('in Chinese, whose characters take two cells', () => {
    expect(table(summarize(SECTION, ROUNDS), 'zh')).toMatchInlineSnapshot(`
      "评分 lab-01（2 轮）                       中位数      倍数     中间一半      相差        目标
        gcc 加上程序本身                        150 ms
        ./grade lab-01                          210 ms    1.40 ×  1.40 – 1.40  +60.0 ms  ≤ 1.30 × ✘
        用缓存                                 30.4 ms    0.20 ×  0.20 – 0.20   −120 ms  ≤ +40 ms ✔
      "
    `);
  });

  test('times of ten seconds and more are given in seconds', () => {
    const section = { ...SECTION, rows: SECTION.rows.slice(0, 1) };
    expect(table(summarize(section, [{ bare: 12_340 }]), 'en')).toContain(' 12.3 s');
  });
});

test('an aim is met up to its very value', () => {
  const met = (grade: number) =>
    summarize(SECTION, [{ bare: 100, grade, quick: 140 }]).rows.map((row) => row.met);
  expect(met(130)).toEqual([null, true, true]);
  expect(met(130.1)).toEqual([null, false, true]);
});
