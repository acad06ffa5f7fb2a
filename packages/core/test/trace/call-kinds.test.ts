import { expect, it } from 'vitest';
import { mayWait } from '../../src/trace/call-kinds.ts';
import { sleepOf } from '../../src/trace/sleeps.ts';

const call = (text: string) => {
  const [, name = '', args = ''] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
  return { pid: 2, tid: 2, at: 1, returnedAt: 2, name, args, result: 0, error: null };
};

it.each([
  'wait4(12, NULL, 0, NULL)',
  'waitid(P_ALL, 0, {}, WEXITED|WNOWAIT, NULL)',
  'pause()',
  'futex(0x7f1a, FUTEX_WAIT_BITSET_PRIVATE|FUTEX_CLOCK_REALTIME, 12, NULL, FUTEX_BITSET_MATCH_ANY)',
  'futex(0x7f1a, FUTEX_LOCK_PI_PRIVATE, NULL)',
  'fcntl(3</tmp/lock>, F_SETLKW, {l_type=F_WRLCK})',
  'flock(3</tmp/lock>, LOCK_EX)',
  'openat(AT_FDCWD</home/student>, "channel", O_RDONLY)',
  'openat(AT_FDCWD</home/student>, "channel", O_WRONLY|O_CREAT|O_TRUNC, 0666)',
  'epoll_pwait2(4, [], 1, {tv_sec=0, tv_nsec=300000000}, NULL, 8)',
  'mq_timedreceive(3, "", 64, NULL, {tv_sec=1795300000, tv_nsec=0})',
  'read(3</home/student/channel>, "x", 1)',
  'read(0</dev/pts/0>, "\\n", 1024)',
  'write(4<pipe:[77]>, "x", 1)',
])('%s may wait', (text) => expect(mayWait(call(text))).toBe(true));

it.each([
  'wait4(-1, NULL, WNOHANG, NULL)',
  'futex(0x7f1a, FUTEX_WAKE_PRIVATE, 1)',
  'fcntl(3</tmp/lock>, F_SETLK, {l_type=F_WRLCK})',
  'fcntl(1</dev/pts/0>, F_GETFL)',
  'flock(3</tmp/lock>, LOCK_EX|LOCK_NB)',
  'flock(3</tmp/lock>, LOCK_UN)',
  'openat(AT_FDCWD</home/student>, "channel", O_RDWR)',
  'openat(AT_FDCWD</home/student>, "channel", O_RDONLY|O_NONBLOCK)',
  'openat(AT_FDCWD</home/student>, "/lib/x86_64-linux-gnu/libc.so.6", O_RDONLY|O_CLOEXEC)',
  'read(3</lib/x86_64-linux-gnu/libc.so.6>, "\\177ELF", 832)',
  'write(1</dev/pts/0>, "x", 1)',
  'getpid()',
])('%s never waits', (text) => expect(mayWait(call(text))).toBe(false));

it.each([
  ['nanosleep({tv_sec=0, tv_nsec=20000000}, NULL)', 20],
  ['clock_nanosleep(CLOCK_REALTIME, 0, {tv_sec=1, tv_nsec=0}, 0x7ffe)', 1000],
  ['select(0, NULL, NULL, NULL, {tv_sec=1, tv_usec=500000})', 1500],
  ['pselect6(0, NULL, NULL, NULL, {tv_sec=0, tv_nsec=600000000}, NULL)', 600],
  ['poll(NULL, 0, 250)', 250],
  ['ppoll(NULL, 0, {tv_sec=2, tv_nsec=0}, NULL, 0)', 2000],
])('%s sleeps for %d ms', (text, length) => expect(sleepOf(call(text))).toBe(length));

it.each([
  'clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, {tv_sec=4711, tv_nsec=0}, NULL)',
  'poll([{fd=3, events=POLLIN}], 1, 250)',
  'select(4, [3], NULL, NULL, {tv_sec=1, tv_usec=0})',
  'poll(NULL, 0, -1)',
  'rt_sigtimedwait([USR1], NULL, {tv_sec=1, tv_nsec=0}, 8)',
  'wait4(12, NULL, 0, NULL)',
])('%s is no sleep', (text) => expect(sleepOf(call(text))).toBeNull());
