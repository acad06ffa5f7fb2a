import { describe, expect, it } from 'vitest';
import { forkLine, readLines } from './recording.ts';

const child = (trace: ReturnType<typeof readLines>, pid = 2) =>
  trace.processes.find((life) => life.pid === pid)!;
const IGNORE =
  '101 rt_sigaction(SIGCHLD, {sa_handler=SIG_IGN, sa_mask=[CHLD], sa_flags=SA_RESTORER|SA_RESTART, sa_restorer=0x7}, ';

describe('the order of lines that does not matter', () => {
  it('wait returns before the end is logged', () => {
    const trace = readLines(
      forkLine(2),
      '102 exit_group(3)   = ?',
      '101 wait4(-1, NULL, 0, NULL) = 2',
      '101 exit_group(0)   = ?',
      '101 +++ exited with 0 +++',
      '102 +++ exited with 3 +++',
    );
    expect(child(trace)).toMatchObject({
      orphanedAt: null,
      reaped: { by: 'parent', at: 5, call: { at: 2 } },
    });
  });

  it('a child acts before the fork that made it returns', () => {
    const trace = readLines(
      '101 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>',
      '102 write(1</dev/pts/0>, "x", 1) = 1',
      "101 <... clone resumed>, child_tidptr=0x7f) = 2 /* 102 in strace's PID NS */",
    );
    expect(child(trace)).toMatchObject({ pid: 2, parent: 1, bornAt: 1, printed: 'x', printedAt: 1 });
  });
});

describe('a maker that never learns the pid of its child', () => {
  const killed = [
    '101 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>',
    '102 set_robust_list(0x7f, 24) = 0',
    '101 <... clone resumed>) = ?',
    '101 +++ killed by SIGKILL +++',
  ];

  it('somebody else names it', () => {
    const trace = readLines(
      ...killed,
      "102 tgkill(2 /* 102 in strace's PID NS */, 2 /* 102 in strace's PID NS */, 0) = 0",
    );
    expect(trace.processes).toMatchObject([{ pid: 1 }, { pid: 2, parent: 1, bornBy: 'fork', orphanedAt: 3 }]);
    expect(trace.calls.at(-1)).toMatchObject({ pid: 2, args: '2, 2, 0' });
  });

  it('nobody does: it has pid 0', () => {
    const trace = readLines(...killed, '102 +++ exited with 0 +++');
    expect(trace.processes).toMatchObject([{ pid: 1 }, { pid: 0, parent: 1, reaped: { by: 'init', at: 4 } }]);
  });
});

describe('SIGCHLD', () => {
  it('set to SIG_IGN after the death reaps nobody', () => {
    const trace = readLines(forkLine(2), '102 +++ exited with 0 +++', `${IGNORE}NULL, 8) = 0`);
    expect(child(trace).reaped).toBeNull();
  });

  it('ignored by the grandparent is ignored by the parent', () => {
    const trace = readLines(
      `${IGNORE}NULL, 8) = 0`,
      forkLine(2),
      forkLine(3, 102),
      '103 +++ exited with 0 +++',
    );
    expect(child(trace, 3)).toMatchObject({ parent: 2, reaped: { by: 'kernel' } });
  });

  it('asked for is not changed', () => {
    const ask = '101 rt_sigaction(SIGCHLD, NULL, {sa_handler=SIG_IGN, sa_mask=[], sa_flags=0}, 8) = 0';
    expect(child(readLines(ask, forkLine(2), '102 +++ exited with 0 +++')).reaped).toBeNull();
  });

  it('with SA_NOCLDWAIT is at its default after an execve', () => {
    const trace = readLines(
      '101 rt_sigaction(SIGCHLD, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=SA_NOCLDWAIT}, NULL, 8) = 0',
      '101 execve("./a", ["./a"], 0x7f /* 2 vars */) = 0',
      forkLine(2),
      '102 +++ exited with 0 +++',
    );
    expect(child(trace).reaped).toBeNull();
  });

  it('with a handler is at its default after an execve', () => {
    const trace = readLines(
      '101 rt_sigaction(SIGCHLD, {sa_handler=0x55, sa_mask=[], sa_flags=SA_RESTORER, sa_restorer=0x7}, NULL, 8) = 0',
      '101 execve("./a", ["./a"], 0x7f /* 2 vars */) = 0',
      forkLine(2),
      '102 +++ exited with 0 +++',
    );
    expect(child(trace).reaped).toBeNull();
  });

  it('is not what a clone without SIGCHLD sends: it stays a zombie', () => {
    const trace = readLines(
      `${IGNORE}NULL, 8) = 0`,
      "101 clone(child_stack=0x55, flags=CLONE_FS) = 2 /* 102 in strace's PID NS */",
      '102 +++ exited with 0 +++',
    );
    expect(child(trace)).toMatchObject({ bornBy: 'clone', reaped: null });
  });
});

describe('wait calls without a status', () => {
  it('a stop is no end, the end is', () => {
    const stopped = [
      forkLine(2),
      '102 --- SIGSTOP {si_signo=SIGSTOP, si_code=SI_USER, si_pid=1, si_uid=0} ---',
      '102 --- stopped by SIGSTOP ---',
      '101 wait4(2, NULL, WSTOPPED, NULL) = 2',
    ];
    expect(child(readLines(...stopped, '102 +++ killed by SIGKILL +++')).reaped).toBeNull();
    const collected = readLines(
      ...stopped,
      '102 +++ killed by SIGKILL (core dumped) +++',
      '101 wait4(2, NULL, WSTOPPED, NULL) = 2',
    );
    expect(child(collected)).toMatchObject({
      ended: { status: { core: true } },
      reaped: { call: { at: 5 } },
    });
  });

  it('nor is being continued an end', () => {
    const continued = [forkLine(2), '101 kill(2, SIGCONT) = 0', '101 wait4(2, NULL, WCONTINUED, NULL) = 2'];
    expect(child(readLines(...continued, '102 +++ exited with 0 +++')).reaped).toBeNull();
    const collected = readLines(
      ...continued,
      '102 +++ exited with 0 +++',
      '101 wait4(2, NULL, WCONTINUED, NULL) = 2',
    );
    expect(child(collected).reaped).toMatchObject({ by: 'parent', call: { at: 4 } });
  });

  it('waitid without a siginfo', () => {
    const trace = readLines(
      forkLine(2),
      '102 +++ exited with 0 +++',
      '101 waitid(P_ALL, 0, NULL, WEXITED, NULL) = 0',
    );
    expect(child(trace).reaped).toMatchObject({ by: 'parent', call: { name: 'waitid' } });
  });
});

it('a pid of the host that is used again is another process', () => {
  const trace = readLines(
    forkLine(2),
    '102 +++ exited with 0 +++',
    '101 wait4(-1, NULL, 0, NULL) = 2',
    "101 clone(child_stack=NULL, flags=SIGCHLD) = 3 /* 102 in strace's PID NS */",
    '102 write(1</dev/pts/0>, "again", 5) = 5',
  );
  expect(trace.processes.map(({ pid, printed }) => [pid, printed])).toEqual([
    [1, ''],
    [2, ''],
    [3, 'again'],
  ]);
});
