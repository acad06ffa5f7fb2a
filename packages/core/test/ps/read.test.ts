import { expect, test } from 'vitest';
import { readPs, withoutPsItself } from '../../src/index.ts';
import { fixture } from '../fixture.ts';

const output = fixture('ps/zoo.txt');
const table = readPs(output);

function cellsOf(pid: number) {
  return table.rows.find((row) => row.pid === pid)?.cells;
}

test('every line is kept exactly as printed', () => {
  expect([table.header, ...table.rows.map((row) => row.line)].join('\n')).toBe(output.trimEnd());
});

test('a zombie, a multi-threaded process without its main thread, and a nice session leader', () => {
  expect(cellsOf(4)).toMatchObject({ stat: 'Z+', nlwp: '1', args: '[zoo] <defunct>' });
  expect(cellsOf(6)).toMatchObject({ stat: 'Zl+', nlwp: '3', args: '[zoo] <defunct>' });
  expect(cellsOf(8)).toMatchObject({ ppid: '3', sid: '8', tty: '?', stat: 'SNsl', args: './zoo a b' });
});

test('a command line with a newline in it adds no row', () => {
  expect(table.rows.filter((row) => row.pid === 1)).toHaveLength(1);
  expect(cellsOf(9)?.args).toContain('/sbin/init');
});

test('a command line may be empty', () => {
  const { rows } = readPs(`${table.header}\n      7       1       7       7 ?        S       1\n`);
  expect(rows[0]?.cells.args).toBe('');
});

test('ps itself, which was entered from outside, is dropped; PID 1 is not', () => {
  const others = withoutPsItself(table.rows);
  expect(table.rows.filter((row) => !others.includes(row)).map((row) => row.cells.args)).toEqual([
    'ps -ww -eo pid,ppid,pgid,sid,tty,stat,nlwp,args',
  ]);
  expect(others[0]?.pid).toBe(1);
});

test('a half line at the end of a ps that was killed is no row', () => {
  const cut = readPs(output.slice(0, output.indexOf('pts/0    Z+')));
  expect(cut.rows.map((row) => row.pid)).toEqual([1, 2, 3]);
});

test('output without the header gives nothing', () => {
  expect(readPs('error: /proc must be mounted\n')).toEqual({ header: '', rows: [] });
  expect(readPs('')).toEqual({ header: '', rows: [] });
});
