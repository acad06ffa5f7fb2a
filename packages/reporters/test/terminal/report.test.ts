import type { Verdict } from '@proclab/core';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { terminalReport } from '../../src/index.ts';
import { NASTY, poisoned } from '../nasty.ts';
import { check, exercise, siblings, ticker, verdict } from '../verdicts.ts';

const LANGUAGES = ['zh', 'en'] as const;
const SGR = /\x1b\[\d+m/g;

function widest(report: string): number {
  return Math.max(...report.split('\n').map((line) => stringWidth(line)));
}

describe('terminalReport', () => {
  for (const [name, subject] of Object.entries({ siblings, ticker })) {
    for (const language of LANGUAGES) {
      for (const width of [80, 120]) {
        it(`tells of ${name} in ${language} at ${width} columns`, async () => {
          const plain = terminalReport(subject, { language, width, color: false });
          const colored = terminalReport(subject, { language, width, color: true });
          await expect(plain).toMatchFileSnapshot(`../golden/${name}-${language}-${width}-plain.txt`);
          await expect(colored).toMatchFileSnapshot(`../golden/${name}-${language}-${width}-color.txt`);
        });
      }
    }
  }

  it('has no line wider than the terminal', () => {
    for (const language of LANGUAGES) {
      for (const subject of [
        siblings,
        ticker,
        poisoned(ticker, '很长的名字'.repeat(40)),
        poisoned(siblings, 'x'.repeat(300)),
      ]) {
        for (const width of [40, 57, 80, 120, 200]) {
          expect(widest(terminalReport(subject, { language, width, color: false }))).toBeLessThanOrEqual(
            width,
          );
          expect(widest(terminalReport(subject, { language, width, color: true }))).toBeLessThanOrEqual(
            width,
          );
        }
      }
    }
  });

  it('is plain text without colour, and the same text with it but for the marks below columns', () => {
    const options = { language: 'en', width: 80 } as const;
    const plain = terminalReport(ticker, { ...options, color: false });
    expect(plain).not.toContain('\x1b');
    const colored = terminalReport(ticker, { ...options, color: true }).replace(SGR, '');
    const trimmed = (text: string) => text.split('\n').map((line) => line.trimEnd());
    expect(trimmed(colored)).toEqual(trimmed(plain).filter((line) => !/^ +\| +\^+$/.test(line)));
  });

  it('takes one line for a check that passed, and says when all did', () => {
    const passed = verdict('lab-01', [exercise('siblings', [check('a', 1, {}), check('b', 2, {})])]);
    expect(terminalReport(passed, { language: 'en', width: 40, color: false })).toBe(
      [
        'lab-01  lab-01',
        'labs/lab-01/submission',
        '',
        'siblings  siblings                   3/3',
        '',
        '  ✔ 1/1  a                             a',
        '  ✔ 2/2  b                             b',
        '',
        '  All of this was seen with ps.',
        '',
        'lab-01  3 of 3 points  2 passed',
        'Every check passed.',
        '',
      ].join('\n'),
    );
  });

  it('gives totals for each exercise and for the lab, with nothing against what was not judged', () => {
    const report = terminalReport(ticker, { language: 'en', width: 80, color: false });
    expect(report).toMatch(/^ {2}! -\/4 {2}It uses no CPU while it waits\. /m);
    expect(report.trimEnd().split('\n').slice(-4)).toEqual([
      'ticker   16 of 36 points  4 passed, 3 failed, 1 not checked, 1 not judged',
      'watcher   0 of 10 points  2 not checked',
      'lab-08   16 of 46 points  4 passed, 3 failed, 3 not checked, 1 not judged',
      'What was not judged costs you no points. Once the cause is removed, grade again.',
    ]);
  });
});

describe('a submission', () => {
  for (const [name, poison] of Object.entries(NASTY)) {
    it(`cannot forge a line or move the cursor by ${name}, wherever it stands`, () => {
      for (const subject of [ticker, siblings]) {
        const hostile: Verdict = poisoned(subject, poison);
        for (const color of [true, false]) {
          const report = terminalReport(hostile, { language: 'zh', width: 80, color });
          const text = color ? report.replace(SGR, '') : report;
          expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
          expect(text).not.toMatch(/^ {2}✔ 5\/5 {2}forged/m);
          expect(widest(report)).toBeLessThanOrEqual(80);
          expect(text.length).toBeLessThan(60_000);
        }
      }
    });
  }
});
