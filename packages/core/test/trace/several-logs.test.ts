import { describe, expect, it } from 'vitest';
import { readTrace, type Trace } from '../../src/index.ts';

const T0 = 1_700_000_000;

/** Lines of one program that strace was attached to, each with its ms in front. */
function log(host: number, ...lines: readonly (readonly [ms: number, text: string])[]): string {
  return lines.map(([ms, text]) => `${host} ${(T0 + ms / 1000).toFixed(6)} ${text}\n`).join('');
}

function read(...logs: readonly string[]): Trace {
  return readTrace(logs, {
    roots: [
      { hostPid: 101, pid: 1, startedAt: 0 },
      { hostPid: 102, pid: 2, startedAt: 2 },
    ],
    epoch: T0,
    terminals: ['/dev/pts/0', '/dev/pts/1'],
  });
}

const writer = log(
  101,
  [1, 'openat(AT_FDCWD</home>, "box", O_WRONLY) = 3</home/box> <0.002500>'],
  [4, 'write(3</home/box>, "one\\n", 4) = 4 <0.000010>'],
  [6, 'write(1</dev/pts/0>, "sent\\n", 5) = 5 <0.000010>'],
  [7, '+++ exited with 0 +++'],
);
const reader = log(
  102,
  [3, 'openat(AT_FDCWD</home>, "box", O_RDONLY) = 3</home/box> <0.000500>'],
  [5, 'read(3</home/box>, "one\\n", 512) = 4 <0.000010>'],
  [8, 'read(3</home/box>, "", 512) = 0 <0.000010>'],
  [9, '+++ exited with 0 +++'],
);

describe('the logs of two programs', () => {
  it('become one trace, with the calls of both in the order of their entry', () => {
    for (const { calls, processes } of [read(writer, reader), read(reader, writer)]) {
      expect(calls.map(({ pid, name, at }) => `${pid} ${name} ${at}`)).toEqual([
        '1 openat 1',
        '2 openat 3',
        '1 write 4',
        '2 read 5',
        '1 write 6',
        '2 read 8',
      ]);
      expect(processes.map(({ pid, parent, printed }) => ({ pid, parent, printed }))).toEqual([
        { pid: 1, parent: null, printed: 'sent\n' },
        { pid: 2, parent: null, printed: '' },
      ]);
    }
  });

  it('do not run into each other where one of them was cut off', () => {
    const { calls } = read(writer.slice(0, writer.indexOf('"one')), reader);
    expect(calls.map(({ pid, name, result }) => [pid, name, result])).toEqual([
      [1, 'openat', 3],
      [2, 'openat', 3],
      [1, 'write', null],
      [2, 'read', 4],
      [2, 'read', 0],
    ]);
  });
});
