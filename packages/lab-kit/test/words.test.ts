import { describe, expect, it } from 'vitest';
import {
  bursts,
  byFolder,
  type Call,
  callsBy,
  callsExhibit,
  descriptorOf,
  familyOf,
  folderOf,
  grows,
  isOneTo,
  livesExhibit,
  newFiles,
  type Now,
  numbersIn,
  ofFamily,
  onTerminal,
  pass,
  printedAfter,
  type Run,
} from '../src/index.ts';
import { exerciseEvidence, file, life, run, traced } from './evidence.ts';

describe('numbersIn', () => {
  it('finds numbers in any text, and none in colours', () => {
    expect(numbersIn('\x1b[1;31m第 2 个子进程/共 3 个\x1b[0m：进程号=812\n')).toEqual([2, 3, 812]);
    expect(numbersIn('')).toEqual([]);
  });
});

describe('isOneTo', () => {
  it('takes any order and nothing else', () => {
    expect(isOneTo(3, [2, 3, 1])).toBe(true);
    expect(isOneTo(3, [1, 1, 3])).toBe(false);
    expect(isOneTo(3, [1, 2, 3, 4])).toBe(false);
    expect(isOneTo(3, [1, undefined, 3])).toBe(false);
  });
});

describe('onTerminal', () => {
  it('knows terminals by their names, even those that are gone', () => {
    const targets = [
      '/dev/pts/0',
      '/dev/tty',
      '/dev/pts/3 (deleted)',
      '/dev/null',
      'pipe:[7]',
      '/home/dev/pts/0',
      '/dev/ptmx',
    ];
    const held = onTerminal(targets.map((target, fd) => ({ fd, target })));
    expect(held.map(({ fd }) => fd)).toEqual([0, 1, 2]);
  });
});

describe('files', () => {
  it('sorts by birth and leaves out what was there before', () => {
    const found = newFiles(
      run({ files: [file('/b', 9), file('/old', 1, { existedBefore: true }), file('/a', 3)] }),
    );
    expect(found.map(({ path }) => path)).toEqual(['/a', '/b']);
  });

  it('groups by folder, the fullest first', () => {
    expect(folderOf('/x')).toBe('/');
    expect(folderOf('/var/tmp/a b\n')).toBe('/var/tmp');
    expect(byFolder([file('/run/a', 1), file('/1', 2), file('/2', 3)]).map(({ folder }) => folder)).toEqual([
      '/',
      '/run',
    ]);
  });

  it('takes what is born at one stroke together', () => {
    const sizes = bursts([file('/a', 0), file('/b', 400), file('/c', 800), file('/d', 1300)], 500).map(
      (burst) => burst.length,
    );
    expect(sizes).toEqual([3, 1]);
  });

  it('counts growth from the first look', () => {
    const condition = grows((now) => now.added.length);
    const now = (count: number): Now => ({
      processes: [],
      asleep: () => false,
      kept: () => null,
      output: '',
      shownOn: () => '',
      syslog: [],
      ended: () => null,
      added: Array.from({ length: count }, (_, n) => file(`/${n}`, n)),
    });
    expect([2, 2, 3].map((count) => condition(now(count)))).toEqual([false, false, true]);
  });
});

/** `./x`, PID 11, and `./reader`, PID 21, each with a child; the reader's has one of its own. */
function twoPrograms(): Run {
  const base = traced('', [
    life(12, ''),
    life(21, '', { parent: null, bornBy: 'start' }),
    life(22, '', { parent: 21 }),
    life(23, '', { parent: 22 }),
  ]);
  return {
    ...base,
    programs: base.programs.flatMap((each) => [each, { ...each, argv: ['./reader'], pid: 21 }]),
  };
}

describe('calls', () => {
  it('divide what a process prints', () => {
    const printing = (at: number, args: string) =>
      ({ pid: 11, tid: 11, at, returnedAt: at, name: 'write', args, result: 2, error: null }) satisfies Call;
    const waiting = { ...printing(5, '-1, NULL, 0, NULL'), name: 'wait4', result: 12 };
    const calls = [
      printing(4, String.raw`1</dev/pts/0>, "a\n", 2`),
      waiting,
      printing(6, String.raw`1</dev/pts/0>, "b\n", 2`),
      printing(7, String.raw`1<pipe:[7]>, "c\n", 2`),
      { ...printing(8, String.raw`1</dev/pts/0>, "d\n", 2`), pid: 12, tid: 12 },
      printing(9, String.raw`2</dev/tty>, "e\n", 2`),
    ];
    expect(printedAfter({ ...run(), trace: { calls, signals: [], processes: [] } }, waiting)).toBe('b\ne\n');
  });

  const call = (
    pid: number,
    name: string,
    args: string,
    result: number | null,
    error: string | null = null,
  ) => ({ pid, tid: pid, at: 1, returnedAt: 2, name, args, result, error }) satisfies Call;
  const calls = [
    call(11, 'read', '3<pipe:[7]>, "x", 1', 1),
    call(12, 'write', '4<pipe:[7]>, "x", 1', -1, 'EPIPE'),
    call(11, 'close', '3', 0),
    call(11, 'read', '0</dev/pts/0>, ', null),
  ];
  const looked = { ...run(), trace: { calls, signals: [], processes: [] } };

  it('are found by process and name', () => {
    expect(callsBy(looked, 11)).toEqual([calls[0], calls[2], calls[3]]);
    expect(callsBy(looked, 11, 'read', 'write')).toEqual([calls[0], calls[3]]);
    expect(callsBy(run(), 11)).toEqual([]);
  });

  it('name the descriptor they were given', () => {
    expect(calls.map(descriptorOf)).toEqual([
      { fd: 3, target: 'pipe:[7]' },
      { fd: 4, target: 'pipe:[7]' },
      { fd: 3, target: '' },
      { fd: 0, target: '/dev/pts/0' },
    ]);
    expect(descriptorOf(call(11, 'pipe2', '[3<pipe:[7]>, 4<pipe:[7]>], 0', 0))).toBeNull();
  });

  it('are shown as strace does', () => {
    expect(callsExhibit(calls.slice(1)).lines).toEqual([
      '[pid 12] write(4<pipe:[7]>, "x", 1) = -1 EPIPE',
      '[pid 11] close(3) = 0',
      '[pid 11] read(0</dev/pts/0>, ) = ?',
    ]);
  });
});

describe('families', () => {
  it('tells children from grandchildren', () => {
    const family = familyOf(traced('', [life(12, ''), life(13, '', { parent: 12 })]));
    expect(family?.program.pid).toBe(11);
    expect(family?.children.map(({ pid }) => pid)).toEqual([12]);
    expect(family?.made.map(({ pid }) => pid)).toEqual([12, 13]);
  });

  it('keeps two programs apart', () => {
    const both = twoPrograms();
    expect(familyOf(both)?.made.map(({ pid }) => pid)).toEqual([12]);
    expect(familyOf(both, './reader')?.program.pid).toBe(21);
    expect(familyOf(both, './reader')?.made.map(({ pid }) => pid)).toEqual([22, 23]);
    expect(familyOf(both, './neither')).toBeNull();
    const argv = ['./reader', 'box'];
    const twice = {
      ...both,
      programs: both.programs.map((each) => ({ ...each, argv: each.pid === 21 ? argv : ['./reader', 'x'] })),
    };
    expect(familyOf(twice, './reader', 'box')?.program.pid).toBe(21);
    expect(familyOf(twice, './reader', 'other')).toBeNull();
  });

  it('fails a program that makes no process, and refuses a run without a trace', () => {
    const judge = ofFamily(() => pass({ zh: '', en: '' }));
    expect(judge(traced('', []), exerciseEvidence()).status).toBe('fail');
    expect(() => judge(run(), exerciseEvidence())).toThrow('no trace');
  });

  it('marks the column of a table', () => {
    const { lines, marked } = livesExhibit(
      [life(812, '', { parent: 7 }), life(9, '', { reaped: null })],
      'REAPED BY',
    );
    expect(lines.map((line) => line.slice(...marked!).trim())).toEqual(['REAPED BY', 'parent', 'nobody']);
  });
});
