import type { Call, Delivery } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import { conversationOf } from '../../../labs/lab-10-signals-and-sockets/kill-and-handle/conversation.ts';
import { gapBefore, slept } from '../../../labs/lab-10-signals-and-sockets/kill-and-handle/waits.ts';
import { everyRound, firstSignal } from '../../../labs/lab-10-signals-and-sockets/kill-and-handle/rounds.ts';
import { exerciseEvidence, life, run } from './evidence.ts';

const PARENT = 11;
const CHILD = 12;

function call(pid: number, at: number, name: string, args: string): Call {
  return { pid, tid: pid, at, returnedAt: at + 0.1, name, args, result: 0, error: null };
}

const ping = (at: number) => call(PARENT, at, 'kill', `${CHILD}, SIGUSR1`);
const pong = (at: number) => call(CHILD, at, 'kill', `${PARENT}, SIGUSR2`);

function handled(pid: number, at: number): Delivery {
  return { pid, tid: pid, at, signal: pid === CHILD ? 'SIGUSR1' : 'SIGUSR2', handler: '0x1216' };
}

/** One round was asked for; both have handlers. */
function played(
  calls: readonly Call[],
  signals: readonly Delivery[] = [handled(CHILD, 20), handled(PARENT, 40)],
) {
  const program = {
    terminal: 'terminal-1',
    argv: ['./kill-and-handle', '1'],
    pid: PARENT,
    startedAt: 0,
    ended: null,
  };
  const parent = life(PARENT, '', { parent: null, bornBy: 'start', bornAt: 0 });
  const trace = {
    processes: [parent, life(CHILD, '', { bornAt: 5 })],
    calls: [...calls].sort((one, other) => one.at - other.at),
    signals,
  };
  return run({ id: 'slow-child', schedule: 'slow-child', programs: [program], trace });
}

const ROUND = [ping(10), pong(30)];

describe('a round', () => {
  const judged = (...given: Parameters<typeof played>) => {
    const seen = played(...given);
    return everyRound.judge(seen, exerciseEvidence(seen));
  };

  it('is complete when each has sent and received, in turn', () => {
    expect(judged(ROUND).status).toBe('pass');
  });

  it('is not when the second signal was never received', () => {
    expect(judged(ROUND, [handled(CHILD, 20)])).toMatchObject({ status: 'fail' });
  });

  it('is not when a signal was sent before the one in front of it was received', () => {
    const seen = judged([...ROUND, ping(15)]).seen.en;
    expect(seen).toContain('the parent sent SIGUSR1 before the signal in front of it was received');
  });

  it('does not begin with a signal to a whole group of processes', () => {
    const seen = judged([call(PARENT, 10, 'kill', '0, SIGUSR1'), pong(30)]).seen.en;
    expect(seen).toContain('sent SIGUSR1 to its whole process group');
    expect(judged([pong(30)]).seen.en).toBe('the parent sent no SIGUSR1 to its child');
  });

  it('is not the last one when another one follows', () => {
    expect(judged([...ROUND, ping(50)]).status).toBe('fail');
  });
});

describe('the first signal is no matter of luck', () => {
  const fork = (different: Partial<Call> = {}): Call => ({
    ...call(PARENT, 5, 'clone', 'child_stack=NULL, flags=SIGCHLD'),
    result: CHILD,
    ...different,
  });
  const judged = (...calls: readonly Call[]) => {
    const seen = played([fork(), ...calls, ...ROUND]);
    return firstSignal.judge(seen, exerciseEvidence(seen)).status;
  };
  const asleep = (at: number, name: string, args: string) => call(PARENT, at, name, args);

  it.each([
    ['clock_nanosleep', 'CLOCK_REALTIME, 0, {tv_sec=0, tv_nsec=600000000}, 0x7ffe'],
    ['pselect6', '0, NULL, NULL, NULL, {tv_sec=0, tv_nsec=600000000}, NULL'],
    ['select', '0, NULL, NULL, NULL, {tv_sec=0, tv_usec=600000}'],
    ['poll', 'NULL, 0, 600'],
    ['ppoll', 'NULL, 0, {tv_sec=0, tv_nsec=600000000}, NULL, 8'],
  ])('but where the parent only sleeps before it, by %s(%s)', (name, args) => {
    expect(judged(asleep(7, name, args))).toBe('fail');
    expect(judged(asleep(7, name, args), asleep(8, name, args))).toBe('pass');
    expect(judged({ ...asleep(7, name, args), result: -1, error: 'EINTR' })).toBe('pass');
  });

  it.each([
    ['poll', '[{fd=3<pipe:[7]>, events=POLLIN}], 1, 600'],
    ['pselect6', '4, [3], NULL, NULL, {tv_sec=0, tv_nsec=600000000}, NULL'],
    ['pselect6', '0, NULL, NULL, NULL, NULL, NULL'],
  ])('nor where it looks at something, or is woken: %s(%s)', (name, args) => {
    expect(judged(asleep(7, name, args))).toBe('pass');
  });

  it('whatever it does, when the child is protected', () => {
    const blocked = call(PARENT, 1, 'rt_sigprocmask', 'SIG_BLOCK, [USR1], [], 8');
    expect(judged(blocked, asleep(7, 'poll', 'NULL, 0, 600'))).toBe('pass');
  });
});

describe('a gap before a wait', () => {
  const gapOf = (...calls: readonly Call[]) => {
    const seen = played([...ROUND, ...calls]);
    const conversation = conversationOf(seen)!;
    return gapBefore(seen, conversation, conversation.parent);
  };
  const blocked = call(PARENT, 1, 'rt_sigprocmask', 'SIG_BLOCK, [USR1 USR2], [], 8');

  it.each([
    ['pause', ''],
    ['rt_sigsuspend', '[], 8'],
    ['poll', 'NULL, 0, -1'],
    ['pselect6', '0, NULL, NULL, NULL, NULL, NULL'],
    ['clock_nanosleep', 'CLOCK_REALTIME, 0, {tv_sec=1000, tv_nsec=0}, 0x7ffe'],
  ])('is where %s(%s) is entered with the signal let through, and only there', (name, args) => {
    const wait = call(PARENT, 12, name, args);
    expect(gapOf(wait)).toBe(wait);
    expect(gapOf(blocked, wait)).toBeNull();
  });

  it.each([
    ['clock_nanosleep', 'CLOCK_REALTIME, 0, {tv_sec=0, tv_nsec=1000000}, 0x7ffe'],
    ['read', '3<pipe:[7]>, "!", 1'],
    ['futex', '0x5555, FUTEX_WAIT_BITSET, 0, NULL, FUTEX_BITSET_MATCH_ANY'],
    ['poll', '[{fd=3, events=POLLIN}], 1, -1'],
    ['wait4', '12, NULL, 0, NULL'],
  ])('is not where something else ends %s(%s), too', (name, args) => {
    expect(gapOf(call(PARENT, 12, name, args))).toBeNull();
  });

  it('is of no account once all signals have come', () => {
    expect(gapOf(call(PARENT, 60, 'pause', ''))).toBeNull();
  });

  it('is none where the handler does everything, up to the end', () => {
    const seen = played([
      ping(10),
      call(CHILD, 6, 'pause', ''),
      pong(30),
      call(CHILD, 31, 'exit_group', '1'),
    ]);
    const conversation = conversationOf(seen)!;
    expect(gapBefore(seen, conversation, conversation.child)).toBeNull();
    const returned = played([
      ping(10),
      call(CHILD, 6, 'pause', ''),
      call(CHILD, 21, 'rt_sigreturn', '{mask=[]}'),
      pong(30),
      call(CHILD, 31, 'exit_group', '1'),
    ]);
    expect(gapBefore(returned, conversationOf(returned)!, conversation.child)?.name).toBe('pause');
  });
});

describe('in a wait, a parent sleeps', () => {
  const waited = (...calls: Call[]) =>
    slept(played(calls), { pid: PARENT, signal: 'SIGUSR2', from: 10, to: 30 });
  const waiting = (at: number, name: string, args = '') => call(PARENT, at, name, args);

  it('when it stays in a call', () => {
    expect(waited({ ...waiting(12, 'rt_sigsuspend', '[], 8'), returnedAt: 29 })).toBe(true);
  });

  it('when it comes to such a call so late that the signal is there', () => {
    expect(waited(waiting(29, 'rt_sigtimedwait', '[USR2], NULL, {tv_sec=0, tv_nsec=5000000}, 8'))).toBe(true);
  });

  it('when the time that it gives a call is up', () => {
    const args = '[USR2], NULL, {tv_sec=0, tv_nsec=5000000}, 8';
    expect(waited({ ...waiting(12, 'rt_sigtimedwait', args), returnedAt: 17, error: 'EAGAIN' })).toBe(true);
  });

  it('when a handler ran in the middle of a call that was told of a change when it began anew', () => {
    const args = '0x5555, FUTEX_WAIT_BITSET, 0, NULL, FUTEX_BITSET_MATCH_ANY';
    const futex = { ...waiting(12, 'futex', args), returnedAt: 30.5, error: 'EAGAIN' };
    const others = ['poll', 'read', 'getpid'].map((name, nth) => waiting(10 + nth / 2, name, ', 0'));
    const seen = (...more: readonly Call[]) =>
      slept(played([futex, ...others, ...more], [handled(PARENT, 30)]), {
        pid: PARENT,
        signal: 'SIGUSR2',
        from: 10,
        to: 30,
      });
    expect(seen(waiting(30.2, 'rt_sigreturn', '{mask=[]}'))).toBe(true);
    expect(seen()).toBe(false);
  });

  it.each([
    ['rt_sigtimedwait', '[USR2], NULL, {tv_sec=0, tv_nsec=0}, 8', 'EAGAIN'],
    ['rt_sigtimedwait', '[USR2], NULL, {tv_sec=0, tv_nsec=0}, 8', null],
    ['read', '3<pipe:[7]>, 0x7ffd, 1', 'EAGAIN'],
    ['wait4', '12, NULL, WNOHANG, NULL', null],
    ['poll', '[{fd=3, events=POLLIN}], 1, 0', null],
    ['epoll_wait', '5<anon_inode:[eventpoll]>, [], 8, 0', null],
    ['epoll_pwait', '5<anon_inode:[eventpoll]>, [], 8, 0, NULL, 8', null],
    ['pselect6', '4, [3], NULL, NULL, {tv_sec=0, tv_nsec=0}, NULL', null],
    ['futex', '0x5555, FUTEX_WAKE_PRIVATE, 1', null],
  ])('but not where it only asks, however long that takes: %s(%s) %s', (name, args, error) => {
    expect(waited({ ...waiting(12, name, args), returnedAt: 20, error })).toBe(false);
  });

  it('but not when it makes no such call', () => {
    expect(waited()).toBe(false);
    expect(waited(waiting(12, 'getpid'))).toBe(false);
  });

  it('nor when it only asks, or asks again and again', () => {
    expect(waited(waiting(29, 'rt_sigtimedwait', '[USR2], NULL, {tv_sec=0, tv_nsec=0}, 8'))).toBe(false);
    expect(waited(waiting(29, 'poll', '[{fd=3, events=POLLIN}], 1, 0'))).toBe(false);
    expect(waited({ ...waiting(29, 'read', '3<anon_inode:[signalfd]>, "", 128'), error: 'EAGAIN' })).toBe(
      false,
    );
    expect(waited(...[12, 16, 20, 24].map((at) => waiting(at, 'wait4', '12, NULL, 0, NULL')))).toBe(false);
  });
});
