import { describe, expect, it } from 'vitest';
import { gradescopeReport } from '../src/gradescope.ts';
import { BOTH } from './support.ts';
import { check, exercise, verdict } from './verdicts.ts';

/** The fields of results.json and of a test, with what they may be: Gradescope's "Output format". */
const OUTPUT_FORMATS = ['text', 'html', 'simple_format', 'md', 'ansi'];
const RESULTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  score: (value) => typeof value === 'number',
  output: (value) => typeof value === 'string',
  output_format: (value) => OUTPUT_FORMATS.includes(value as string),
  tests: (value) => Array.isArray(value),
};
const TEST: typeof RESULTS = {
  score: (value) => typeof value === 'number',
  max_score: (value) => typeof value === 'number',
  status: (value) => value === 'passed' || value === 'failed',
  name: (value) => typeof value === 'string' && value !== '',
  name_format: (value) => OUTPUT_FORMATS.includes(value as string),
  number: (value) => typeof value === 'string',
  output: (value) => typeof value === 'string',
  output_format: (value) => OUTPUT_FORMATS.includes(value as string),
};

function undocumented(value: object, fields: typeof RESULTS): string[] {
  return Object.entries(value)
    .filter(([name, each]) => fields[name]?.(each) !== true)
    .map(([name]) => name);
}

describe('gradescopeReport', () => {
  it.each(['zh', 'en'] as const)(
    'tells of several labs in %s, in documented fields alone',
    async (language) => {
      const json = gradescopeReport(BOTH, language);
      await expect(json).toMatchFileSnapshot(`golden/gradescope-${language}.json`);
      const results = JSON.parse(json) as { tests: object[] };
      expect(undocumented(results, RESULTS)).toEqual([]);
      for (const test of results.tests) expect(undocumented(test, TEST)).toEqual([]);
    },
  );

  it('gives the points of the verdict, and none for or against what was not judged', () => {
    const checks = [
      check('a', 5, {}),
      check('b', 7, { status: 'fail' }),
      check('c', 9, { status: 'error' }),
      check('d', 2.5, {}),
    ];
    const results = JSON.parse(
      gradescopeReport([verdict('lab-01', [exercise('siblings', checks)])], 'en'),
    ) as {
      score: number;
      output: string;
      tests: { score: number; max_score: number; number: string }[];
    };
    expect(results.score).toBe(7.5);
    expect(results.tests.map(({ score, max_score, number }) => [number, score, max_score])).toEqual([
      ['1.1', 5, 5],
      ['1.2', 0, 7],
      ['1.3', 0, 0],
      ['1.4', 2.5, 2.5],
    ]);
    expect(results.output).toContain('costs you no points');
  });
});
