import type { Diagnostic, ExerciseVerdict } from '@proclab/core';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { buildReport, compilerLog } from '../../src/terminal/build.ts';
import { penFor } from '../../src/terminal/pen.ts';

const pen = penFor({ language: 'en', width: 80, color: false });

const ticker = {
  program: 'ticker',
  command: 'gcc -Wall -o ticker ticker.c',
  missing: [],
  log: '',
  diagnostics: [],
};

function report(status: ExerciseVerdict['build']['status'], parts: Partial<typeof ticker> | object): string {
  return buildReport({ status, programs: [{ ...ticker, ...parts }] }, pen).join('\n');
}

function warning(line: number, message: string): Diagnostic {
  return { file: 'ticker.c', line, column: 5, level: 'warning', message, option: '-Wall' };
}

describe('buildReport', () => {
  it('is silent about a build without a word', () => {
    expect(report('built', {})).toBe('');
  });

  it('is silent where the machine could compile nothing: that is no error of the program', () => {
    expect(buildReport({ status: 'failed', programs: [] }, pen)).toEqual([]);
  });

  it('names the first warnings and counts the others; notes are no warnings', () => {
    const diagnostics = [1, 2, 3, 4, 5, 6].map((line) => warning(line, `warning ${line}`));
    const text = report('built', {
      diagnostics: [...diagnostics, { ...warning(7, 'see here'), level: 'note' }],
    });
    expect(text).toContain('It compiled, with 6 warnings:');
    expect(text).toContain('    ticker.c:4:5  warning 4 [-Wall]\n    … 2 more warnings');
    expect(text).not.toContain('see here');
  });

  it('shows the command and the log of what did not compile', () => {
    const text = report('failed', { log: "ticker.c:3:1: error: expected ';'\n" });
    expect(text).toContain('✘ ticker did not compile, so nothing was run.');
    expect(text).toContain("    $ gcc -Wall -o ticker ticker.c\n    | ticker.c:3:1: error: expected ';'");
  });

  it('names the files that are missing', () => {
    expect(report('missing', { missing: ['a\nb.c', 'ticker.c'] })).toContain(
      'Your submission lacks a\\nb.c and ticker.c,',
    );
  });

  it('says that compiling took too much', () => {
    expect(report('limit', {})).toContain('Compiling ticker took more than is allowed');
  });
});

describe('compilerLog', () => {
  it('wraps messages, and cuts the source that gcc quotes', () => {
    const quoted = '    7 |   pid = fork();'.padEnd(80, 'x');
    const lines = compilerLog(`ticker.c:7:9: error: ${'too many words '.repeat(6)}\n${quoted}`, 60, pen);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^\| {3}\S/);
    expect(lines[2]).toMatch(/^\| {5}7 \| .*…$/);
    expect(lines.every((line) => stringWidth(line) <= 60)).toBe(true);
  });

  it('begins at the first error where warnings would hide it', () => {
    const log = [
      ...Array(500).fill('ticker.c:1:1: warning: x'),
      'ticker.c:9:1: error: y',
      ...Array(90).fill('note'),
    ].join('\n');
    const lines = compilerLog(log, 60, pen);
    expect(lines.slice(0, 2)).toEqual(['| … 500 lines before this', '| ticker.c:9:1: error: y']);
    expect(lines.at(-1)).toBe('| … 71 more lines');
  });

  it('finds the error of the linker', () => {
    const log = `${'ticker.c:1:1: warning: x\n'.repeat(30)}ticker.c:31: undefined reference to \`cloese'\ncollect2: error: ld returned 1`;
    expect(compilerLog(log, 60, pen)[1]).toBe("| ticker.c:31: undefined reference to `cloese'");
  });
});
