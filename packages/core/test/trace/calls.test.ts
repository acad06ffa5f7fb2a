import { describe, expect, it } from 'vitest';
import { forkLine, readLines, readRecording, recordings } from './recording.ts';

const SLEEP = 'clock_nanosleep(CLOCK_REALTIME, 0, {tv_sec=1, tv_nsec=0}, ';
const HANDLER = 'rt_sigaction(SIGALRM, {sa_handler=0x5, sa_mask=[], sa_flags=SA_RESTORER';

describe('every recording', () => {
  it.each(recordings)(
    '%s: calls in order of entry, by known processes, without pids from outside',
    (name) => {
      const { calls, processes } = readRecording(name);
      expect(calls.length).toBeGreaterThan(10);
      const pids = new Set(processes.map(({ pid }) => pid));
      expect(calls.filter(({ pid }) => !pids.has(pid))).toEqual([]);
      expect(calls.map(({ at }) => at)).toEqual(calls.map(({ at }) => at).toSorted((a, b) => a - b));
      expect(calls.filter(({ at, returnedAt }) => returnedAt !== null && returnedAt < at)).toEqual([]);
      expect(calls.filter(({ args }) => args.includes('PID NS */,') || args.includes('unfinished'))).toEqual(
        [],
      );
      expect(calls.filter(({ error }) => error?.startsWith('ERESTART'))).toEqual([]);
      expect(
        calls.filter(({ name: call, returnedAt }) => call === 'exit_group' && returnedAt !== null),
      ).toEqual([]);
    },
  );
});

describe('calls that are cut in two in the log', () => {
  it('are one call, with its arguments joined', () => {
    const { calls } = readLines(
      forkLine(2),
      "101 wait4(2 /* 102 in strace's PID NS */,  <unfinished ...>",
      '102 exit_group(0)   = ?',
      '102 +++ exited with 0 +++',
      '101 <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 2',
    );
    expect(calls[1]).toEqual({
      pid: 1,
      tid: 1,
      at: 1,
      returnedAt: 4,
      name: 'wait4',
      args: '2, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL',
      result: 2,
      error: null,
    });
  });

  it('never returned, when the process ended in them or the tracer was stopped', () => {
    const { calls } = readLines(
      forkLine(2),
      '102 read(0,  <unfinished ...>) = ?',
      '102 +++ killed by SIGTERM +++',
      '101 pause( <detached ...>',
    );
    expect(calls.slice(1)).toMatchObject([
      { name: 'read', args: '0,', returnedAt: null, result: null, error: null },
      { name: 'pause', args: '', returnedAt: null, result: null, error: null },
    ]);
  });

  it('are not mixed up by a rest that belongs to nothing', () => {
    const { calls } = readLines('101 <... read resumed>"x", 1) = 1', '101 getppid() = 0');
    expect(calls.map(({ name }) => name)).toEqual(['getppid']);
  });
});

describe('calls that a signal breaks off', () => {
  it('are one call when they are restarted and fail with EINTR when not', () => {
    const { calls } = readRecording('interrupted');
    const waits = calls.filter(({ name }) => name === 'wait4');
    expect(waits.map(({ result, error }) => error ?? typeof result)).toEqual(['EINTR', 'number', 'number']);
    const [, , restarted] = waits;
    expect(restarted!.returnedAt! - restarted!.at).toBeGreaterThan(10);
  });

  it('a clone that is begun anew is one clone', () => {
    const clone = 'clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f)';
    const { calls, processes } = readLines(
      `101 ${clone} = ? ERESTARTNOINTR (To be restarted)`,
      '101 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=9, si_uid=0, si_status=0} ---',
      `101 ${clone} = 2 /* 102 in strace's PID NS */`,
      '102 getppid() = 1',
    );
    expect(calls).toMatchObject([
      { name: 'clone', at: 0, returnedAt: 2, result: 2 },
      { name: 'getppid', pid: 2 },
    ]);
    expect(processes).toHaveLength(2);
  });

  it('what the handler itself calls is another call', () => {
    const { calls } = readLines(
      `101 ${HANDLER}|SA_RESTART, sa_restorer=0x7}, NULL, 8) = 0`,
      '101 wait4(-1, NULL, 0, NULL) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)',
      '101 --- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---',
      '101 wait4(-1, NULL, WNOHANG, NULL) = 0',
      '101 rt_sigreturn({mask=[]}) = 61',
      '101 wait4(-1, NULL, 0, NULL) = -1 ECHILD (No child processes)',
    );
    expect(calls.filter(({ name }) => name === 'wait4')).toMatchObject([
      { at: 1, returnedAt: 5, error: 'ECHILD' },
      { at: 3, returnedAt: 3, result: 0, error: null },
    ]);
  });

  it('show who was told of which signal, and the handler that it called', () => {
    const { signals } = readLines(
      '101 --- SIGCONT {si_signo=SIGCONT, si_code=SI_USER, si_pid=0, si_uid=0} ---',
      `101 ${HANDLER}, sa_restorer=0x7}, NULL, 8) = 0`,
      forkLine(2),
      '102 --- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---',
      '102 rt_sigaction(SIGALRM, {sa_handler=SIG_IGN, sa_mask=[], sa_flags=0}, NULL, 8) = 0',
      '102 --- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---',
    );
    expect(signals).toEqual([
      { pid: 1, tid: 1, at: 0, signal: 'SIGCONT', handler: null },
      { pid: 2, tid: 2, at: 3, signal: 'SIGALRM', handler: '0x5' },
      { pid: 2, tid: 2, at: 5, signal: 'SIGALRM', handler: null },
    ]);
  });

  it('a sleep goes on by restart_syscall after a stop, and ends at a handler', () => {
    const { calls } = readLines(
      `101 ${SLEEP}{tv_sec=0, tv_nsec=5}) = ? ERESTART_RESTARTBLOCK (Interrupted by signal)`,
      '101 --- SIGTSTP {si_signo=SIGTSTP, si_code=SI_KERNEL} ---',
      '101 --- stopped by SIGTSTP ---',
      '101 --- SIGCONT {si_signo=SIGCONT, si_code=SI_USER, si_pid=0, si_uid=0} ---',
      '101 restart_syscall(<... resuming interrupted clock_nanosleep ...>) = 0',
      `101 ${HANDLER}|SA_RESTART, sa_restorer=0x7}, NULL, 8) = 0`,
      `101 ${SLEEP}{tv_sec=0, tv_nsec=5}) = ? ERESTART_RESTARTBLOCK (Interrupted by signal)`,
      '101 --- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---',
      '101 rt_sigreturn({mask=[]}) = -1 EINTR (Interrupted system call)',
    );
    expect(calls.filter(({ name }) => name === 'clock_nanosleep')).toMatchObject([
      { at: 0, returnedAt: 4, result: 0, error: null, args: expect.stringContaining('tv_sec=1') },
      { at: 6, returnedAt: 7, result: -1, error: 'EINTR' },
    ]);
  });
});

it('strace -T tells when a call returned', () => {
  const { calls } = readLines('101 read(0</dev/pts/0>, "a\\n", 1024) = 2 <0.250000>');
  expect(calls).toMatchObject([{ at: 0, returnedAt: 250, result: 2 }]);
});
