import type { Call } from '@proclab/core';
import { expect, it } from 'vitest';
import { isBeforeEnter } from '../../../labs/lab-07-threads/threads/enter.ts';
import { run } from './evidence.ts';

function call(name: string, args: string, different: Partial<Call> = {}): Call {
  return { pid: 11, tid: 11, at: 10, returnedAt: 20, name, args, result: 1, error: null, ...different };
}

function isEarly(ms: number, ...calls: readonly Call[]): boolean {
  return isBeforeEnter(run({ trace: { calls, signals: [], processes: [] } }), ms);
}

it.each([
  call('read', '0</dev/pts/0>, "\\n", 1024'),
  call('read', '3</dev/tty>, "\\n", 1', { tid: 12 }),
  call('poll', '[{fd=0</dev/pts/0>, events=POLLIN}], 1, -1'),
  call('pselect6', '1, [0</dev/pts/0>], NULL, NULL, NULL, NULL'),
  call('epoll_wait', '4<anon_inode:[eventpoll]>, [{events=EPOLLIN}], 1, -1'),
])('$name tells of Enter when it returns', (told) => {
  expect([15, 25].map((ms) => isEarly(ms, told))).toEqual([true, false]);
});

it.each([
  call('read', '3</lib/x86_64-linux-gnu/libc.so.6>, "\\177ELF", 832', { result: 832 }),
  call('read', '0</dev/pts/0>, 0x7ffd, 1024', { result: null, returnedAt: null }),
  call('poll', '[{fd=0</dev/pts/0>, events=POLLIN}], 1, 100', { result: 0 }),
  call('write', '1</dev/pts/0>, "\\n", 1'),
])('$name of something else, or with nothing, does not', (other) => {
  expect(isEarly(25, other)).toBe(true);
});

it('what has not been done at all was not done before it', () => {
  expect(isEarly(Infinity)).toBe(false);
});
