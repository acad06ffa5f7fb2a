import { describe, expect, it } from 'vitest';
import { junitReport } from '../src/junit.ts';
import { BOTH, schemaErrors, xmlShape } from './support.ts';
import { check, exercise, verdict } from './verdicts.ts';

describe('junitReport', () => {
  it.each(['zh', 'en'] as const)('tells of several labs in %s, as the schema wants it', async (language) => {
    const xml = junitReport(BOTH, language);
    await expect(xml).toMatchFileSnapshot(`golden/junit-${language}.xml`);
    expect(await schemaErrors({ both: xml, none: junitReport([], language) })).toEqual([]);
  });

  it('is told from what is not of the schema', async () => {
    const xml = junitReport(BOTH, 'en');
    const hostless = xml.replace(' hostname="localhost"', '');
    const wordy = xml.replace(/tests="\d+"/, 'tests="six"');
    const unclosed = xml.replace('</testsuites>', '');
    for (const broken of [hostless, wordy, unclosed]) expect(await schemaErrors({ broken })).not.toEqual([]);
  });

  it('counts what costs points as a failure, and what the grader has to answer for as an error', () => {
    const statuses = ['pass', 'fail', 'not-checked', 'error'] as const;
    const checks = statuses.map((status) => check(`is-${status}`, 5, { status }));
    const xml = junitReport([verdict('lab-01', [exercise('siblings', checks)])], 'en');
    expect(xml).toContain('tests="4" failures="2" errors="1"');
    expect(xml).toMatch(/name="is-pass" time="0"\/>/);
    expect(xml).toMatch(/name="is-fail" time="0">\s*<failure type="fail"/);
    expect(xml).toMatch(/name="is-not-checked" time="0">\s*<failure type="not-checked"/);
    expect(xml).toMatch(/name="is-error" time="0">\s*<error type="error"/);
    expect(xmlShape(xml).filter((tag) => tag.startsWith('<testcase'))).toHaveLength(4);
  });
});
