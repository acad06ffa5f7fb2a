import { lexer } from 'marked';
import { describe, expect, it } from 'vitest';
import { githubSummary, LARGEST_SUMMARY } from '../src/github-summary.ts';
import { BOTH } from './support.ts';
import { check, exercise, siblings, verdict } from './verdicts.ts';

describe('githubSummary', () => {
  it.each(['zh', 'en'] as const)('tells of several labs in %s', async (language) => {
    await expect(githubSummary(BOTH, language)).toMatchFileSnapshot(`golden/github-summary-${language}.md`);
  });

  it('is a table alone when every check passed', () => {
    const passed = verdict('lab-01', [exercise('siblings', [check('a', 5, {})])]);
    expect(lexer(githubSummary([passed], 'en')).map(({ type }) => type)).toEqual(['table']);
  });

  it('keeps to the size that GitHub takes, says what it leaves out, and leaves out what costs least', () => {
    const course = Array.from({ length: 600 }, () => siblings);
    const summary = githubSummary(course, 'en');
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(LARGEST_SUMMARY);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(LARGEST_SUMMARY * 0.98);
    const shown = summary.match(/<details>/g)?.length ?? 0;
    // Four losses in each, of 6 points.
    expect(summary.trimEnd().split('\n').at(-1)).toBe(
      `${2400 - shown} more failures (−${(2400 - shown) * 6} points) would not fit here; the saved verdicts have them all.`,
    );
    expect(lexer(summary)[0]).toMatchObject({ type: 'table', rows: { length: 1200 } });
  });

  it('begins with what costs most', () => {
    const failed = [2, 9, 5].map((worth) =>
      check(`worth-${worth}`, worth, { status: 'fail', seen: { zh: `${worth}`, en: `${worth}` } }),
    );
    const summary = githubSummary([verdict('lab-01', [exercise('a', failed)])], 'en');
    expect(summary.match(/<b>[\w-]+<\/b>/g)).toEqual(['<b>worth-9</b>', '<b>worth-5</b>', '<b>worth-2</b>']);
  });
});
