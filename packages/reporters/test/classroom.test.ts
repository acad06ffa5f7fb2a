import { describe, expect, it } from 'vitest';
import { classroomReport } from '../src/classroom.ts';
import { BOTH } from './support.ts';
import { check, exercise, verdict } from './verdicts.ts';

interface Result {
  status: string;
  max_score: number;
  tests: { name: string; status: string; score: number; message: string; line_no: number }[];
}

const resultOf = (...parts: Parameters<typeof check>[]): Result =>
  JSON.parse(
    classroomReport(
      [
        verdict('lab-01', [
          exercise(
            'a',
            parts.map((part) => check(...part)),
          ),
        ]),
      ],
      'en',
    ),
  ) as Result;

describe('classroomReport', () => {
  it.each(['zh', 'en'] as const)('tells of several labs in %s', async (language) => {
    await expect(classroomReport(BOTH, language)).toMatchFileSnapshot(`golden/classroom-${language}.json`);
  });

  it('passes, fails or is an error as a whole', () => {
    expect(resultOf(['a', 5, {}]).status).toBe('pass');
    expect(resultOf(['a', 5, {}], ['b', 5, { status: 'not-checked' }]).status).toBe('fail');
    expect(resultOf(['a', 5, { status: 'fail' }], ['b', 5, { status: 'error' }]).status).toBe('error');
  });

  it('has the points as the sum of its tests', () => {
    const { max_score, tests } = resultOf(
      ['a', 5, {}],
      ['b', 7, { status: 'fail' }],
      ['c', 9, { status: 'error' }],
    );
    expect(max_score).toBe(12);
    expect(tests.map(({ score }) => score)).toEqual([5, 0, 0]);
  });

  it('has no text that the runner would take for a command when the action prints it', () => {
    const text = '::error::forged\n::error::forged ##[error]forged';
    const { tests } = resultOf([
      'a',
      5,
      { status: 'error', seen: { zh: text, en: text }, expected: { zh: text, en: text } },
    ]);
    for (const printed of [`✅ ${tests[0]?.name}`, `Error: ${tests[0]?.message}`]) {
      expect(printed).not.toMatch(/^\s*::/m);
      expect(printed).not.toContain('##[');
    }
  });
});
