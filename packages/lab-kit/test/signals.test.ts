import { describe, expect, it } from 'vitest';
import type { Call, Delivery, ExerciseEvidence, Run } from '@proclab/core';
import { isBlocked, receiptsOf, sendsOf, timersOf, unsafeHandler } from '../src/index.ts';
import { programBuild, run } from './evidence.ts';

function call(at: number, name: string, args: string, different: Partial<Call> = {}): Call {
  return { pid: 12, tid: 12, at, returnedAt: at + 0.1, name, args, result: 0, error: null, ...different };
}

function traced(calls: readonly Call[], signals: readonly Delivery[] = []): Run {
  return run({ schedule: 'as-it-comes', trace: { processes: [], signals, calls } });
}

function delivery(at: number, signal: string, handler: string | null): Delivery {
  return { pid: 12, tid: 12, at, signal, handler };
}

describe('receiptsOf', () => {
  it('has signals that called a handler, and none that a process died of', () => {
    const seen = traced([], [delivery(1, 'SIGUSR1', '0x5216'), delivery(2, 'SIGUSR1', null)]);
    expect(receiptsOf(seen, 'SIGUSR1')).toMatchObject([{ pid: 12, at: 1, call: null }]);
  });

  it('has signals that were fetched, by their number, when the call returned', () => {
    const wait = call(1, 'rt_sigtimedwait', '[USR1 USR2], NULL, NULL, 8', { result: 12, returnedAt: 5 });
    expect(receiptsOf(traced([wait]), 'SIGUSR2')).toMatchObject([{ at: 5, call: wait }]);
    expect(receiptsOf(traced([wait]), 'SIGUSR1')).toEqual([]);
  });

  it.each([
    ['\\n\\0\\0\\0', 'SIGUSR1'],
    ['\\f\\0\\0\\0', 'SIGUSR2'],
    ['\\21\\0\\0\\0', 'SIGCHLD'],
    ['\\16\\0\\0\\0', 'SIGALRM'],
  ])('knows what a signalfd gave: %s is %s', (bytes, signal) => {
    const args = `3<anon_inode:[signalfd]>, "${bytes}", 128`;
    const seen = traced([call(1, 'read', args, { result: 128 }), call(2, 'read', args.replace('128', '64'))]);
    const known = ['SIGUSR1', 'SIGUSR2', 'SIGCHLD', 'SIGALRM'];
    expect(known.filter((each) => receiptsOf(seen, each).length > 0)).toEqual([signal]);
  });
});

describe('sendsOf', () => {
  it('has what one process sent to another one, by whichever call', () => {
    const seen = traced([
      call(1, 'kill', '13, SIGUSR1'),
      call(2, 'kill', '0, SIGUSR1'),
      call(3, 'kill', '13, SIGUSR2'),
      call(4, 'tgkill', '13, 14, SIGUSR1'),
      call(5, 'rt_sigqueueinfo', '13, SIGUSR1, {si_signo=SIGUSR1}'),
      call(6, 'kill', '13, SIGUSR1', { result: -1, error: 'ESRCH' }),
      call(7, 'kill', '13, SIGUSR1', { pid: 15, tid: 15 }),
    ]);
    expect(sendsOf(seen, 12, 13, 'SIGUSR1').map(({ at }) => at)).toEqual([1, 4, 5]);
  });
});

describe('isBlocked', () => {
  it('follows the mask from call to call', () => {
    const seen = traced([
      call(1, 'rt_sigprocmask', 'SIG_BLOCK, [USR1 USR2], [], 8'),
      call(2, 'rt_sigprocmask', 'SIG_BLOCK, [CHLD], [USR1 USR2], 8'),
      call(3, 'rt_sigprocmask', 'SIG_UNBLOCK, [USR1], NULL, 8'),
      call(4, 'rt_sigprocmask', 'SIG_SETMASK, ~[USR2], NULL, 8'),
      call(5, 'rt_sigprocmask', 'SIG_BLOCK, NULL, [USR2], 8'),
      call(6, 'rt_sigprocmask', 'SIG_SETMASK, [], NULL, 8', { result: -1, error: 'EFAULT' }),
    ]);
    const at = (signal: string) => [0.5, 1.5, 2.5, 3.5, 6.5].map((time) => isBlocked(seen, 12, signal, time));
    expect(at('SIGUSR1')).toEqual([false, true, true, false, true]);
    expect(at('SIGUSR2')).toEqual([false, true, true, true, false]);
  });

  it('takes it from what a handler puts back', () => {
    const seen = traced([call(1, 'rt_sigreturn', '{mask=[USR1]}')]);
    expect(isBlocked(seen, 12, 'SIGUSR1', 2)).toBe(true);
    expect(isBlocked(seen, 12, 'SIGUSR2', 2)).toBe(false);
  });

  it('begins with what the maker of a process or thread had blocked then', () => {
    const seen = traced([
      call(1, 'rt_sigprocmask', 'SIG_BLOCK, [USR1], [], 8'),
      call(2, 'clone', 'child_stack=NULL, flags=SIGCHLD', { result: 13 }),
      call(3, 'rt_sigprocmask', 'SIG_UNBLOCK, [USR1], NULL, 8'),
      call(4, 'clone', 'child_stack=NULL, flags=SIGCHLD', { result: 14 }),
    ]);
    expect(isBlocked(seen, 13, 'SIGUSR1', 5)).toBe(true);
    expect(isBlocked(seen, 14, 'SIGUSR1', 5)).toBe(false);
  });
});

describe('timersOf', () => {
  it('knows which timer was set to what', () => {
    const seen = traced([
      call(1, 'alarm', '3'),
      call(
        2,
        'setitimer',
        'ITIMER_REAL, {it_interval={tv_sec=0, tv_usec=100000}, it_value={tv_sec=1, tv_usec=500000}}, NULL',
      ),
      call(
        3,
        'timer_settime',
        '0, 0, {it_interval={tv_sec=0, tv_nsec=0}, it_value={tv_sec=2, tv_nsec=500000000}}, NULL',
      ),
      call(4, 'timer_delete', '0'),
      call(5, 'setitimer', 'ITIMER_REAL, NULL, NULL', { result: -1, error: 'EFAULT' }),
    ]);
    expect(timersOf(seen, 12).map(({ timer, value, interval }) => [timer, value, interval])).toEqual([
      ['ITIMER_REAL', 3, 0],
      ['ITIMER_REAL', 1.5, 0.1],
      ['timer 0', 2.5, 0],
      ['timer 0', 0, 0],
    ]);
  });
});

describe('unsafeHandler', () => {
  const built = (callee: string): ExerciseEvidence => ({
    exercise: 'x',
    build: {
      status: 'built',
      limits: [],
      faults: [],
      programs: [
        programBuild({
          imports: [callee],
          calls: [{ caller: 'on_signal', callee, file: 'x.c', line: 7, column: 5 }],
          functions: [{ name: 'on_signal', address: '0x1216' }],
        }),
      ],
    },
    runs: [],
  });
  const handled = traced(
    [call(2, 'write', '1</dev/pts/0>, "!", 1'), call(3, 'rt_sigreturn', '{mask=[]}')],
    [delivery(1, 'SIGUSR1', '0x555555551216')],
  );

  it('names the function that may not be called, and where', () => {
    expect(unsafeHandler(handled, built('printf'), 'SIGUSR1')?.seen.en).toContain('printf (x.c:7)');
  });

  it('has nothing against safe ones, and nothing against handlers of other signals', () => {
    expect(unsafeHandler(handled, built('write'), 'SIGUSR1')).toBeNull();
    expect(unsafeHandler(handled, built('printf'), 'SIGUSR2')).toBeNull();
  });

  it('sees memory allocated before the handler returns, however it came to that', () => {
    const allocating = traced(
      [call(2, 'brk', 'NULL'), call(3, 'rt_sigreturn', '{mask=[]}'), call(4, 'brk', 'NULL')],
      [delivery(1, 'SIGUSR1', '0x7fff00001216')],
    );
    expect(unsafeHandler(allocating, built('write'), 'SIGUSR1')).toMatchObject({
      status: 'fail',
      at: { ms: 2 },
    });
  });
});
