import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { penFor } from '../../src/terminal/pen.ts';
import { sourceLines } from '../../src/terminal/source-line.ts';

const pen = penFor({ language: 'en', width: 80, color: false });
const shown = (text: string, column: number, callee: string, cells = 70) =>
  sourceLines({ file: 'ticker.c', line: 23, column, text, callee }, cells, pen);

/** What stands above the caret. */
function pointedAt([code = '', caret = '']: string[]): string {
  let cells = 0;
  for (const [index, character] of [...code].entries()) {
    if (cells === caret.indexOf('^')) return [...code].slice(index).join('');
    cells += stringWidth(character);
  }
  return '';
}

describe('sourceLines', () => {
  it('points at the call, without the indentation of the line', () => {
    expect(shown('    pid = fork();', 11, 'fork')).toEqual([
      'ticker.c:23  pid = fork();',
      '                   ^',
    ]);
  });

  it('expands tabs, before the code and within', () => {
    expect(pointedAt(shown('\t\tpid =\tfork();', 9, 'fork'))).toBe('fork();');
    expect(shown('\tpid =\tfork();', 8, 'fork')[0]).toBe('ticker.c:23  pid =   fork();');
  });

  it('counts bytes as gcc does when Chinese stands before the call', () => {
    const text = '  puts("子进程"); pid = fork();';
    const column = Buffer.byteLength('  puts("子进程"); pid = ') + 1;
    expect(pointedAt(shown(text, column, 'fork'))).toBe('fork();');
  });

  it('chooses the call that the column names when the function is called twice', () => {
    expect(pointedAt(shown('if (fork() == 0) fork();', 18, 'fork'))).toBe('fork();');
    expect(pointedAt(shown('if (fork() == 0) fork();', 5, 'fork'))).toBe('fork() == 0) fork();');
  });

  it('goes by the column alone when a macro hides the call', () => {
    expect(pointedAt(shown('  SPAWN(worker);', 3, 'fork'))).toBe('SPAWN(worker);');
    const text = 'puts("子进程"); SPAWN(worker);';
    expect(pointedAt(shown(text, Buffer.byteLength('puts("子进程"); ') + 1, 'fork'))).toBe('SPAWN(worker);');
  });

  it('keeps the call in sight in a line of any length', () => {
    const lines = shown(`${'x = 1; '.repeat(60)}fork(); ${'y = 2; '.repeat(60)}`, 421, 'fork', 60);
    expect(lines.every((line) => stringWidth(line) <= 60)).toBe(true);
    expect(pointedAt(lines)).toMatch(/^fork\(\); /);
  });

  it('shows controls in the source and in the name of the file', () => {
    const lines = sourceLines(
      { file: 'a\n\x1b[2J.c', line: 1, column: 3, text: '\f\x1bfork();', callee: 'fork' },
      70,
      pen,
    );
    expect(lines[0]).toBe('a\\n\\e[2J.c:1  \\efork();');
    expect(pointedAt(lines)).toBe('fork();');
  });
});
