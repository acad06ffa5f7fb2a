import { describe, expect, it } from 'vitest';
import { jsonReport } from '../src/index.ts';
import { check, exercise, ticker, verdict } from './verdicts.ts';

describe('jsonReport', () => {
  it('is the verdict as it is, indented by two blanks, with a final newline', () => {
    const json = jsonReport(ticker);
    expect(JSON.parse(json)).toEqual(ticker);
    expect(json).toMatch(/^\{\n {2}"format": "proclab-verdict",\n/);
    expect(json.endsWith('}\n')).toBe(true);
    expect(json.endsWith('\n\n')).toBe(false);
  });

  it('holds nothing that a terminal obeys, and loses nothing', () => {
    const seen = { zh: '\x1b[2J\x9b2J\x85\x7f\ud800', en: '\u0080\u009f\r\n\0\u202e\u2028\u{e0041}' };
    const hostile = verdict('lab-01', [exercise('siblings', [check('a', 1, { status: 'fail', seen })])]);
    const json = jsonReport(hostile);
    expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]/u);
    expect(JSON.parse(json)).toEqual(hostile);
  });
});
