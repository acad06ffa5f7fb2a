import { describe, expect, it } from 'vitest';
import type { Call, CallSite, Delivery, Run } from '@proclab/core';
import { handlerCode, handlerExhibit, handlerRuns, isSignalSafe, linesWrittenTo } from '../src/index.ts';
import { programBuild, run } from './evidence.ts';

function call(at: number, name: string, args = '', result = 0, tid = 12): Call {
  return { pid: 12, tid, at, returnedAt: at, name, args, result, error: null };
}

function delivery(at: number, signal: string, tid = 12, handler: string | null = '0x55e2216'): Delivery {
  return { pid: 12, tid, at, signal, handler };
}

function tracedRun(signals: readonly Delivery[], calls: readonly Call[]): Run {
  return run({ schedule: 'as-it-comes', trace: { processes: [], signals, calls } });
}

describe('handlerRuns', () => {
  it('has what was called between the delivery and rt_sigreturn, and nothing else', () => {
    const seen = tracedRun(
      [delivery(2, 'SIGALRM'), delivery(6, 'SIGALRM')],
      [
        call(1, 'pause'),
        call(3, 'write'),
        call(4, 'rt_sigreturn'),
        call(5, 'pause'),
        call(7, 'rt_sigreturn'),
        call(8, 'write'),
      ],
    );
    const runs = handlerRuns(seen, 'SIGALRM');
    expect(runs.map(({ calls }) => calls.map(({ name }) => name))).toEqual([['write'], []]);
    expect(runs.map(({ end }) => end?.at)).toEqual([4, 7]);
  });

  it('keeps threads, and handlers that interrupt each other, apart', () => {
    const seen = tracedRun(
      [delivery(1, 'SIGALRM'), delivery(2, 'SIGTERM'), delivery(2, 'SIGALRM', 13)],
      [
        call(3, 'brk', '', 0, 13),
        call(4, 'getppid'),
        call(5, 'rt_sigreturn'),
        call(6, 'write'),
        call(7, 'rt_sigreturn'),
      ],
    );
    const [first, second] = handlerRuns(seen, 'SIGALRM');
    expect(first?.end?.at).toBe(7);
    expect(second).toMatchObject({ end: null, calls: [{ name: 'brk' }] });
    expect(handlerRuns(seen, 'SIGTERM')).toMatchObject([{ end: { at: 5 }, calls: [{ name: 'getppid' }] }]);
  });

  it('knows none where no handler was called', () => {
    expect(handlerRuns(tracedRun([delivery(1, 'SIGALRM', 12, null)], []), 'SIGALRM')).toEqual([]);
  });

  it('is shown as strace prints it', () => {
    const [only] = handlerRuns(
      tracedRun([delivery(1, 'SIGALRM')], [call(2, 'write', '1, "x", 1', 1), call(3, 'rt_sigreturn', '{}')]),
      'SIGALRM',
    );
    expect(handlerExhibit(only!).lines).toEqual([
      '[pid 12] --- SIGALRM ---',
      '[pid 12] write(1, "x", 1) = 1',
      '[pid 12] rt_sigreturn({}) = 0',
    ]);
  });
});

describe('handlerCode', () => {
  const site = (caller: string, callee: string, line: number): CallSite => ({
    caller,
    callee,
    file: 'a.c',
    line,
    column: 1,
  });
  const program = programBuild({
    functions: [
      { name: 'helper', address: '0x11a9' },
      { name: 'on_alarm', address: '0x1216' },
      { name: 'main', address: '0x1229' },
    ],
    calls: [
      site('helper', 'localtime', 9),
      site('helper', 'helper', 9),
      site('on_alarm', 'helper', 10),
      site('main', 'printf', 11),
    ],
  });

  it('finds the function by its place in the page, and what it leads to', () => {
    expect(handlerCode(program, delivery(1, 'SIGALRM', 12, '0x563c41d5e216'))).toEqual([
      { name: 'on_alarm', library: [site('helper', 'localtime', 9)] },
    ]);
  });

  it('finds none that lies in a library', () => {
    expect(handlerCode(program, delivery(1, 'SIGALRM', 12, '0x7fcf7b722999'))).toEqual([]);
  });
});

describe('isSignalSafe', () => {
  it.each(['write', 'time', '_exit', 'clock_gettime', 'gettimeofday', '__errno_location', '__atomic_load_4'])(
    '%s may be called',
    (name) => expect(isSignalSafe(name)).toBe(true),
  );
  it.each(['printf', 'snprintf', 'ctime', 'localtime_r', 'malloc', 'exit', 'syslog', '__isoc99_sscanf', ''])(
    '%s may not',
    (name) => expect(isSignalSafe(name)).toBe(false),
  );
});

describe('linesWrittenTo', () => {
  it('puts lines together that were written in pieces, and takes several that came at once apart', () => {
    const seen = tracedRun(
      [],
      [
        call(1, 'write', '3</tmp/a>, "10:0", 4', 4),
        call(2, 'write', '4</tmp/b>, "no\\n", 3', 3),
        call(3, 'writev', '3</tmp/a>, [{iov_base="0:0", iov_len=3}, {iov_base="1\\n", iov_len=2}], 2', 5),
        call(4, 'write', '3</tmp/a (deleted)>, "b\\n\\346\\227\\266\\nc", 7', 7),
      ],
    );
    expect(linesWrittenTo(seen, '/tmp/a')).toEqual([
      { text: '10:00:01', at: 3 },
      { text: 'b', at: 4 },
      { text: '时', at: 4 },
    ]);
  });

  it('does not count what was not written', () => {
    const seen = tracedRun(
      [],
      [call(1, 'write', '3</tmp/a>, "all\\n", 4', 2), call(2, 'write', '3</tmp/a>, "x\\n", 2', -1)],
    );
    expect(linesWrittenTo(seen, '/tmp/a')).toEqual([]);
  });
});
