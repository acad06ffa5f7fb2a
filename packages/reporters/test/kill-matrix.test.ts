import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { killMatrix, type KillMatrix } from '../src/index.ts';
import { lab08 } from './matrices.ts';

const plain = { language: 'en', width: 80, color: false } as const;

describe('killMatrix', () => {
  for (const language of ['zh', 'en'] as const) {
    it(`is readable at 80 columns in ${language}`, async () => {
      const text = killMatrix(lab08, { ...plain, language });
      expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
      await expect(text).toMatchFileSnapshot(`golden/kill-matrix-${language}-80-plain.txt`);
    });
  }

  it('marks what is not as expected, in brackets and at the end of its row', () => {
    const rows = killMatrix(lab08, plain).split('\n');
    expect(rows.filter((row) => row.includes('[✘]')).map((row) => row.trim())).toEqual([
      expect.stringMatching(/^variant +double-fork .* 36\/40 ✘$/),
    ]);
    expect(rows.filter((row) => row.includes('[✔]')).map((row) => row.trim())).toEqual([
      expect.stringMatching(/^mutant +busy-loop .* 40\/40 ✘$/),
    ]);
    expect(rows).toContain('2 of 13 programs not as expected.');
  });

  it('tells which check has caught no mutant', () => {
    const text = killMatrix(lab08, plain);
    expect(text).toMatch(/^ 3 own-session +catches no-fork, no-setsid$/m);
    expect(text).toMatch(/^10 idle +catches no mutant$/m);
  });

  it('goes on in a second table where the checks do not fit beside each other', () => {
    const checks = Array.from({ length: 25 }, (_, index) => `check-${index + 1}`);
    const statuses = Object.fromEntries(checks.map((each) => [each, 'pass' as const]));
    const wide: KillMatrix = {
      lab: 'lab-08',
      checks,
      rows: [
        {
          program: 'ticker',
          kind: 'reference',
          earned: 25,
          possible: 25,
          expected: checks,
          statuses,
          ok: true,
        },
      ],
    };
    const lines = killMatrix(wide, plain).split('\n');
    expect(lines.every((line) => stringWidth(line) <= 80)).toBe(true);
    expect(lines.filter((line) => line.startsWith('reference'))).toHaveLength(2);
    expect(lines.join('\n').match(/✔/g)).toHaveLength(25 + 1);
    expect(lines).toContain('1 program, all as expected.');
  });

  it('leaves a gap where a check does not concern a program, and knows rows without expectations', () => {
    const matrix: KillMatrix = {
      lab: 'lab-08',
      checks: ['orphan', 'log-appended'],
      rows: [
        {
          program: 'ticker',
          kind: 'mutant',
          earned: 0,
          possible: 4,
          expected: null,
          statuses: { orphan: 'fail' },
          ok: true,
        },
      ],
    };
    expect(killMatrix(matrix, plain)).toMatch(/^mutant {2}ticker +✘ {7} +0\/4$/m);
  });
});
