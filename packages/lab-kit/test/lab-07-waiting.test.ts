import type { Call } from '@proclab/core';
import { expect, it } from 'vitest';
import {
  endsWithTheLast,
  guessesAt,
  isBeforeTheEnd,
} from '../../../labs/lab-07-threads/two-threads/waiting.ts';
import { life as aLife, programBuild } from './evidence.ts';

const LIFE = { birth: null, printed: '', lines: [] };

/** Main is in this call from 10 to 6000 ms, another thread ends at this time. */
function isGuess(name: string, args: string, endedAt: number | null): boolean {
  const call: Call = { pid: 11, tid: 11, at: 10, returnedAt: 6000, name, args, result: 0, error: null };
  const main = { ...LIFE, tid: 11, calls: [call], endedAt: null };
  return guessesAt(main, { ...LIFE, tid: 12, calls: [], endedAt }).length > 0;
}

it.each([
  ['clock_nanosleep', 'CLOCK_REALTIME, 0, {tv_sec=6, tv_nsec=0}, 0x7ffd2559d1c0'],
  ['nanosleep', '{tv_sec=3, tv_nsec=500000000}, NULL'],
  ['select', '0, NULL, NULL, NULL, {tv_sec=6, tv_usec=0}'],
  ['pselect6', '0, NULL, NULL, NULL, {tv_sec=6, tv_nsec=0}, NULL'],
  ['poll', 'NULL, 0, 6000'],
])('to sleep by %s when the thread ends is a guess', (name, args) => {
  expect(isGuess(name, args, 3500)).toBe(true);
  expect(isGuess(name, args, 6500)).toBe(false);
  expect(isGuess(name, args, null)).toBe(false);
});

it.each([
  ['clock_nanosleep', 'CLOCK_REALTIME, 0, {tv_sec=3, tv_nsec=0}, 0x7ffd2559d1c0'],
  ['futex', '0x7f853a7ae990, FUTEX_WAIT_BITSET|FUTEX_CLOCK_REALTIME, 12, NULL, FUTEX_BITSET_MATCH_ANY'],
  ['poll', '[{fd=3<pipe:[7]>, events=POLLIN}], 1, 6000'],
  ['poll', '[{fd=3<pipe:[7]>, events=POLLIN}], 1, -1'],
])('to be in %s(%s) is none', (name, args) => {
  expect(isGuess(name, args, 3500)).toBe(false);
});

it.each([
  [4000, true],
  [3000, false],
  [null, true],
])('a call at 3500 ms, and a thread that ended at %s: before its end? %s', (endedAt, expected) => {
  const [name, args] = ['rt_sigaction', 'SIGRTMIN, {sa_handler=0x7f21}, NULL, 8'];
  const call: Call = { pid: 11, tid: 11, at: 3500, returnedAt: 3501, name, args, result: 0, error: null };
  expect(isBeforeTheEnd(call, { ...LIFE, tid: 12, calls: [], endedAt })).toBe(expected);
});

const unwinder: Call = {
  pid: 11,
  tid: 11,
  at: 10,
  returnedAt: 11,
  name: 'openat',
  args: 'AT_FDCWD, "/lib/x86_64-linux-gnu/libgcc_s.so.1", O_RDONLY|O_CLOEXEC',
  result: 3,
  error: null,
};

/** The unwinder is loaded by main or another thread, and this function calls pthread_exit. */
function isLeft(by: 'main' | 'thread' | 'nobody', caller: string): boolean {
  const life = (tid: number, loads: boolean) => ({
    ...LIFE,
    tid,
    calls: loads ? [unwinder] : [],
    endedAt: null,
  });
  const family = { program: aLife(11, ''), children: [], made: [] };
  const threads = {
    family,
    main: life(11, by === 'main'),
    others: [life(12, by === 'thread')],
    exhibits: [],
  };
  const site = { caller, callee: 'pthread_exit', file: 'x.c', line: 1, column: 1 };
  const program = programBuild({ calls: [site] });
  return endsWithTheLast(threads, { status: 'built', programs: [program], limits: [], faults: [] });
}

it('main has left by pthread_exit where it loads the unwinder, or may have used that of another', () => {
  expect(isLeft('main', 'leave')).toBe(true);
  expect(isLeft('thread', 'main')).toBe(true);
  expect(isLeft('thread', 'speak')).toBe(false);
  expect(isLeft('nobody', 'main')).toBe(false);
});
