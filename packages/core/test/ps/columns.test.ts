import { expect, test } from 'vitest';
import { columnRange, headingOf, PS_ARGUMENTS, PS_COLUMNS, PS_COMMAND } from '../../src/index.ts';
import { fixture } from '../fixture.ts';

const [header = '', ...lines] = fixture('ps/zoo.txt').trimEnd().split('\n');

function cut(line: string, column: Parameters<typeof columnRange>[1]): string | undefined {
  const range = columnRange(header, column);
  return range === null ? undefined : line.slice(...range).trim();
}

test('the command is one that a student can type', () => {
  expect(PS_COMMAND).toBe('ps -eo pid,ppid,pgid,sid,tty,stat,nlwp,args');
  expect(PS_ARGUMENTS).toEqual(['-eo', 'pid,ppid,pgid,sid,tty,stat,nlwp,args']);
});

test('a column is known by its keyword and by its heading', () => {
  expect(headingOf('tty')).toBe('TT');
  expect(headingOf('TT')).toBe('TT');
  expect(columnRange(header, 'sid')).toEqual(columnRange(header, 'SID'));
});

test('the ranges of all columns cut every recorded line into its cells', () => {
  for (const line of lines) {
    const cells = PS_COLUMNS.slice(0, -1).map(({ name }) => cut(line, name));
    expect(cells).toEqual(line.trim().split(/\s+/).slice(0, 7));
  }
});

test('a number wider than its heading is held whole', () => {
  const wide = '4194301 4194300 4194301 4194301 pts/1234 SNsl+   1 ./ticker';
  expect(PS_COLUMNS.map(({ name }) => cut(wide, name))).toEqual([
    '4194301',
    '4194300',
    '4194301',
    '4194301',
    'pts/1234',
    'SNsl+',
    '1',
    './ticker',
  ]);
});

test('the last column has no end, and a header without the column has no range', () => {
  expect(columnRange(header, 'COMMAND')).toEqual([header.indexOf('COMMAND'), Infinity]);
  expect(columnRange('  PID COMMAND', 'NLWP')).toBeNull();
});
