import { describe, expect, test } from 'vitest';
import {
  comparePs,
  readPs,
  withoutPsItself,
  type ProcessState,
  type PsColumn,
  type PsRow,
} from '../../src/index.ts';
import { fixture } from '../fixture.ts';

const { before, after } = JSON.parse(fixture('ps/zoo.json')) as Record<'before' | 'after', ProcessState[]>;
const rows = withoutPsItself(readPs(fixture('ps/zoo.txt')).rows);

function changed(
  readings: readonly ProcessState[],
  pid: number,
  change: Partial<ProcessState>,
): ProcessState[] {
  return readings.map((process) => (process.pid === pid ? { ...process, ...change } : process));
}

function printed(pid: number, change: Partial<Record<PsColumn, string>>): PsRow[] {
  return rows.map((row) => (row.pid === pid ? { ...row, cells: { ...row.cells, ...change } } : row));
}

test('the recorded readings agree: zombies, stopped, orphaned, threads, no terminal', () => {
  expect(rows).toHaveLength(before.length);
  expect(comparePs(before, rows, after)).toEqual([]);
});

test.each([
  ['ppid', '99', '1'],
  ['pgid', '99', '7'],
  ['sid', '99', '7'],
  ['tty', 'pts/0', '?'],
  ['nlwp', '2', '1'],
  ['stat', 'T', 'S'],
  ['stat', 'Z', 'S'],
] as const)('a wrong %s %s is told with both readings', (column, ps, proc) => {
  expect(comparePs(before, printed(13, { [column]: ps }), after)).toEqual([{ pid: 13, column, ps, proc }]);
});

test('tty `?` is no terminal, and a terminal that ps does not show is a disagreement', () => {
  expect(comparePs(before, printed(3, { tty: '?' }), after)).toEqual([
    { pid: 3, column: 'tty', ps: '?', proc: 'pts/0' },
  ]);
});

test.each(['R', 'S', 'D', 'Rs', 'D+'])('running, asleep and %s are interchangeable', (stat) => {
  expect(comparePs(before, printed(13, { stat }), after)).toEqual([]);
  expect(comparePs(before, printed(5, { stat }), after)).toHaveLength(1);
});

test.each(['before', 'after'])('ps agrees if it saw what /proc showed %s it ran', (when) => {
  const other = { ppid: 3, sid: 2, pgid: 3, tty: 'pts/0', state: 'T', threads: 4 };
  const [first, second] =
    when === 'before' ? [before, changed(after, 13, other)] : [changed(before, 13, other), after];
  expect(comparePs(first, rows, second)).toEqual([]);
});

test('where neither reading agrees, both are told', () => {
  expect(comparePs(changed(before, 13, { ppid: 3 }), printed(13, { ppid: '2' }), after)).toEqual([
    { pid: 13, column: 'ppid', ps: '2', proc: '3, 1' },
  ]);
});

describe('processes that come and go', () => {
  const without = <T extends { readonly pid: number }>(list: readonly T[]) =>
    list.filter(({ pid }) => pid !== 13);

  test('one that was alive all the time must be in ps', () => {
    expect(comparePs(before, without(rows), after)).toEqual([
      { pid: 13, column: 'pid', ps: '-', proc: '13' },
    ]);
  });

  test('one that was born and gone in between may be in ps', () => {
    expect(comparePs(without(before), rows, without(after))).toEqual([]);
  });

  test('one that was born or has ended meanwhile may be in ps or not, in any state', () => {
    for (const seen of [without(rows), printed(13, { sid: '3' })]) {
      expect(comparePs(without(before), seen, after)).toEqual([]);
      expect(comparePs(before, seen, without(after))).toEqual([]);
    }
  });

  test('a pid that was given to another process is not the same process', () => {
    expect(comparePs(before, without(rows), changed(after, 13, { startTime: 1 }))).toEqual([]);
  });
});
