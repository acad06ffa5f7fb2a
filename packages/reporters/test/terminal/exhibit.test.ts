import type { Exhibit } from '@proclab/core';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { exhibitLines } from '../../src/terminal/exhibit.ts';
import { penFor } from '../../src/terminal/pen.ts';

const plain = penFor({ language: 'en', width: 80, color: false });
const colored = penFor({ language: 'en', width: 80, color: true });

const ps: Exhibit = {
  kind: 'ps',
  lines: ['    PID TT       STAT COMMAND', '     19 pts/0    S    ./ticker'],
  marked: [8, 16],
};

describe('exhibitLines', () => {
  it('marks the deciding column by a line of ^ below, as wide as what stands in it', () => {
    expect(exhibitLines(ps, 60, plain)).toEqual([
      '|     PID TT       STAT COMMAND',
      '|      19 pts/0    S    ./ticker',
      '|         ^^^^^',
    ]);
    expect(exhibitLines({ ...ps, marked: [0, 7] }, 60, plain).at(-1)).toBe('|     ^^^');
  });

  it('underlines it when there is colour, and draws no line of ^', () => {
    const lines = exhibitLines(ps, 60, colored);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('\x1b[31m\x1b[1m\x1b[4mpts/0\x1b[24m\x1b[22m\x1b[39m');
  });

  it('marks the right cells behind wide, tabbed and escaped characters', () => {
    const marks = (line: string, from: number, to: number) =>
      exhibitLines({ kind: 'output', lines: [line], marked: [from, to] }, 60, plain);
    expect(marks('子进程 3', 7, 8)).toEqual(['| 子进程 3', '|        ^']);
    expect(marks('a\t3', 8, 9)).toEqual(['| a       3', '|         ^']);
    expect(marks('\x1b3', 0, 1)).toEqual(['| \\e3', '|   ^']);
  });

  it('cuts a line that is too wide and never wraps it', () => {
    const lines = exhibitLines({ ...ps, lines: ps.lines.map((line) => line + ' x'.repeat(100)) }, 40, plain);
    expect(lines).toHaveLength(3);
    expect(lines.every((line) => stringWidth(line) <= 40)).toBe(true);
    expect(lines[1]).toMatch(/…$/);
  });

  it('says nothing of a column that was cut away', () => {
    expect(exhibitLines({ ...ps, marked: [22, 30] }, 20, plain)).toHaveLength(2);
  });

  it('shows the first lines of many', () => {
    const lines = exhibitLines(
      { kind: 'output', lines: Array(100_000).fill('tick'), marked: null },
      60,
      plain,
    );
    expect(lines).toHaveLength(13);
    expect(lines.at(-1)).toBe('| … 99988 more lines');
  });
});
