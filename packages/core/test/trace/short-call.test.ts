import { expect, test } from 'vitest';
import { shortCall } from '../../src/trace/short-call.ts';
import { aCall } from '../build-evidence.ts';

const short = (name: string, args: string, result: number | null = 0, error: string | null = null) =>
  shortCall(aCall(5001, 1, name, { args, result, error }));

// prettier-ignore
test.each([
  ['clone', 'child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f', 5002, 'clone() = 5002'],
  ['wait4', '-1, NULL, WNOHANG, NULL', 0, 'wait4(-1, WNOHANG) = 0'],
  ['wait4', '-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL', 5002, 'wait4(-1) = 5002'],
  ['waitid', 'P_ALL, 0, {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=5002}, WEXITED, NULL', 0, 'waitid(P_ALL, 0, WEXITED): si_pid=5002'],
  ['exit_group', '0', null, 'exit_group(0)'],
  ['kill', '5002, SIGTERM', 0, 'kill(5002, SIGTERM)'],
  ['pause', '', null, 'pause()'],
  ['write', '1</dev/pts/0>, "child: \\345\\255\\220, \\"a\\"\\n", 16', 16, 'write(1, "child: 子, \\"a\\"\\n")'],
  ['read', '3<pipe:[7]>, "", 10', 0, 'read(3, "") = 0'],
  ['read', '3<pipe:[7]>, 0x7ffd, 10', null, 'read(3)'],
  ['openat', 'AT_FDCWD</home/student>, "fifo", O_RDONLY', 3, 'openat("fifo", O_RDONLY) = 3'],
  ['execve', '"./a, b", ["./a, b", "x"], ["PATH=/bin"]', 0, 'execve("./a, b")'],
  ['mmap', 'NULL, 160, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS, -1, 0', 140047989194752, 'mmap(160, MAP_SHARED|MAP_ANONYMOUS)'],
  ['mmap', 'NULL, 160, PROT_READ, MAP_SHARED, 3</home/student/x>, 0', 140047989194752, 'mmap(160, MAP_SHARED, 3)'],
  ['rt_sigaction', 'SIGCHLD, {sa_handler=0x5642, sa_mask=[], sa_flags=SA_RESTART}, NULL, 8', 0, 'rt_sigaction(SIGCHLD)'],
  ['rt_sigaction', 'SIGCHLD, {sa_handler=SIG_IGN, sa_mask=[], sa_flags=0}, NULL, 8', 0, 'rt_sigaction(SIGCHLD, SIG_IGN)'],
  ['futex', '0x7f, FUTEX_WAIT_BITSET|FUTEX_CLOCK_REALTIME, 0, NULL, FUTEX_BITSET_MATCH_ANY', 0, 'futex(FUTEX_WAIT)'],
  ['clock_nanosleep', 'CLOCK_REALTIME, 0, {tv_sec=1, tv_nsec=500000000}, 0x7f', 0, 'clock_nanosleep(1.5 s)'],
  ['pipe2', '[3<pipe:[7]>, 4<pipe:[7]>], 0', 0, 'pipe2([3, 4], 0)'],
] as const)('%s(%s) = %s', (name, args, result, said) => {
  expect(short(name, args, result)).toBe(said);
});

test('an error is always told', () => {
  expect(short('wait4', '-1, NULL, 0, NULL', null, 'ECHILD')).toBe('wait4(-1) = -1 ECHILD');
  expect(short('kill', '5002, SIGTERM', null, 'ESRCH')).toBe('kill(5002, SIGTERM) = -1 ESRCH');
});

test('a long string is cut, and a call that breaks off in one is survived', () => {
  expect(short('write', `1, "${'x'.repeat(100)}", 100`, 100)).toBe(`write(1, "${'x'.repeat(32)}…")`);
  expect(short('write', '1</dev/pts/0>, "x', null)).toBe('write(1)');
  expect(short('write', '1</dev/pt', null)).toBe('write(1</dev/pt)');
});
