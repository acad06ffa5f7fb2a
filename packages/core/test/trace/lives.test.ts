import { describe, expect, it } from 'vitest';
import { readRecording } from './recording.ts';

const exited = (code: number) => ({ kind: 'exited', code });

describe('who is whose child', () => {
  it.each(['siblings', 'siblings-slow-parent', 'siblings-slow-parent-timed', 'siblings-slow-child'])(
    '%s: three children of one parent, reaped by its wait calls',
    (name) => {
      const { root, others } = readRecording(name);
      expect(root).toMatchObject({
        parent: null,
        ended: { status: exited(0) },
        reaped: null,
        orphanedAt: null,
      });
      expect(others.map(({ parent, bornBy }) => `${bornBy} by ${parent}`)).toEqual(
        Array(3).fill(`fork by ${root.pid}`),
      );
      expect(others.map(({ ended }) => ended?.status)).toEqual([1, 2, 3].map(exited));
      expect(others.map(({ printed, pid }) => printed.endsWith(`: ${pid}\n`))).toEqual([true, true, true]);
      expect(root.printed).toBe(`parent: ${root.pid}\n`);
      for (const { reaped, ended, bornAt, printedAt, pid } of others) {
        expect(reaped).toMatchObject({ by: 'parent', call: { name: 'wait4', pid: root.pid, result: pid } });
        expect(bornAt).toBeLessThanOrEqual(printedAt!);
        expect(printedAt).toBeLessThan(ended!.at);
        expect(ended!.at).toBeLessThanOrEqual(reaped!.at);
      }
    },
  );

  it('a slow parent is inside fork until its child has ended', () => {
    const { others, calls } = readRecording('siblings-slow-parent');
    const waits = calls.filter(({ name }) => name === 'wait4');
    expect(Math.max(...others.map(({ ended }) => ended!.at))).toBeLessThan(waits[0]!.at);
    const births = others.map(({ bornAt }) => bornAt);
    expect(births[1]! - births[0]!).toBeGreaterThan(29);
  });

  it('a slow child makes its first call while its siblings are born', () => {
    const { others } = readRecording('siblings-slow-child');
    const lastBirth = Math.max(...others.map(({ bornAt }) => bornAt));
    expect(Math.min(...others.map(({ printedAt }) => printedAt!))).toBeGreaterThan(lastBirth);
  });

  it('a fork that fails makes nobody', () => {
    const { others, calls } = readRecording('siblings-fork-fails');
    expect(others.map(({ ended }) => ended?.status)).toEqual([1, 3].map(exited));
    expect(calls.filter(({ name, error }) => name === 'clone' && error === 'EAGAIN')).toHaveLength(1);
  });

  it('chain: every process is the parent of the next', () => {
    const { processes } = readRecording('chain');
    const pids = processes.map(({ pid }) => pid);
    expect(processes.map(({ parent }) => parent)).toEqual([null, ...pids.slice(0, 3)]);
    expect(new Set(pids).size).toBe(4);
  });

  it('doubling: eight processes, with 3, 2, 1 or no children', () => {
    const { root, processes } = readRecording('doubling');
    const children = processes.map((life) => processes.filter(({ parent }) => parent === life.pid).length);
    expect(children.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 1, 1, 2, 3]);
    expect(processes.filter(({ parent }) => parent === root.pid)).toHaveLength(3);
    expect(processes.filter(({ reaped }) => reaped?.by === 'parent')).toHaveLength(7);
  });

  it('CLONE_PARENT makes a sibling, CLONE_VM no fork', () => {
    const { root, others } = readRecording('sibling-by-clone');
    expect(others.map(({ parent, bornBy, ended }) => [parent, bornBy, ended?.status])).toEqual([
      [root.pid, 'fork', exited(2)],
      [root.pid, 'fork', exited(3)],
      [root.pid, 'clone', exited(4)],
    ]);
    expect(others.map(({ reaped }) => reaped?.by)).toEqual(['parent', 'parent', 'parent']);
  });

  it('a maker that is killed inside fork has an orphan', () => {
    const { root, others } = readRecording('killed-in-fork');
    expect(root.ended?.status).toEqual({ kind: 'signaled', signal: 'SIGKILL', core: false });
    expect(others).toHaveLength(1);
    expect(others[0]).toMatchObject({ parent: root.pid, printed: 'orphan\n', reaped: { by: 'init' } });
    expect(others[0]!.orphanedAt).toBe(root.ended!.at);
  });

  it('children that are gone before strace can look up their pids', () => {
    const { root, others } = readRecording('vanished');
    expect(others.map(({ parent, bornBy, printed }) => [parent, bornBy, printed])).toEqual([
      [root.pid, 'vfork', 'first\n'],
      [root.pid, 'vfork', 'second\n'],
    ]);
    expect(others.map(({ ended, reaped }) => [ended?.status, reaped?.by])).toEqual([
      [exited(0), 'kernel'],
      [exited(1), 'kernel'],
    ]);
  });
});

describe('programs', () => {
  it('vfork and execl', () => {
    const { others } = readRecording('vfork-exec');
    expect(others).toHaveLength(1);
    const [child] = others;
    expect(child).toMatchObject({ bornBy: 'vfork', printed: '你好 (a) = "b"\n' });
    expect(child!.execs.map(({ path }) => path)).toEqual(['/bin/echo']);
    expect(JSON.parse(child!.execs[0]!.argv)).toEqual(['echo', '你好', '(a) = "b"']);
  });

  it('posix_spawn', () => {
    const { others } = readRecording('spawn');
    expect(others).toHaveLength(1);
    expect(others[0]).toMatchObject({ bornBy: 'vfork', printed: 'spawned\n', reaped: { by: 'parent' } });
    expect(others[0]!.execs).toMatchObject([{ path: '/bin/echo', argv: '["echo","spawned"]' }]);
  });

  it('exec without fork, without those that failed', () => {
    const { root, others } = readRecording('exec');
    expect(others).toEqual([]);
    expect(root.execs.map(({ path, argv }) => [path, argv])).toEqual([
      ['./exec', '["./exec"]'],
      ['/usr/bin/env', '["env","-i","echo","two",""]'],
      ['/bin/echo', '["echo","two",""]'],
    ]);
    expect(root.printed).toBe('two \n');
  });

  it('an environment of odd bytes, none, one longer than is shown, and one with fexecve', () => {
    const { others } = readRecording('environment');
    const execs = others.map(({ execs: [exec] }) => exec!);
    expect(execs.map(({ argv }) => argv)).toEqual(Array(4).fill('["true","]"]'));
    expect(execs.map(({ env }) => JSON.parse(env!) as string[])).toEqual([
      ['A=1', 'B=]", ["\n', 'C=\ufffd', '', 'D=你好', 'E=/* 2 vars */'],
      [],
      [`LONG=${'x'.repeat(4096 - 'LONG='.length)}`, 'LAST=1'],
      [],
    ]);
  });

  it('an environment that strace has abbreviated is not known', () => {
    expect(readRecording('exec').root.execs.map(({ env }) => env)).toEqual([null, null, null]);
  });

  it('execve by a thread goes on under the pid of the process', () => {
    const { root, others, calls } = readRecording('thread-exec');
    expect(others).toEqual([]);
    expect(root).toMatchObject({ threads: 2, printed: 'from a thread\n', ended: { status: exited(0) } });
    expect(root.execs.map(({ argv }) => argv)).toEqual(['["./thread-exec"]', '["echo","from a thread"]']);
    const exec = calls.findLast(({ name }) => name === 'execve')!;
    expect(exec).toMatchObject({ pid: root.pid, result: 0 });
    expect(exec.tid).not.toBe(root.pid);
    expect(calls.findLast(({ name }) => name === 'write')!.tid).toBe(root.pid);
  });
});

describe('ends', () => {
  it('by a signal', () => {
    const { others } = readRecording('killed');
    expect(others.map(({ ended, reaped }) => [ended?.status, reaped?.by])).toMatchObject([
      [{ kind: 'signaled', signal: 'SIGSEGV' }, 'parent'],
      [{ kind: 'signaled', signal: 'SIGKILL', core: false }, 'parent'],
    ]);
  });

  it('of the last thread, long after that of main', () => {
    const { root, others, calls } = readRecording('threads');
    expect(root).toMatchObject({ threads: 3, ended: { status: exited(0) } });
    const [child] = others;
    expect(others).toHaveLength(1);
    expect(child).toMatchObject({
      parent: root.pid,
      bornBy: 'fork',
      orphanedAt: null,
      ended: { status: exited(5) },
    });
    const maker = calls.find(({ name, result }) => name === 'clone' && result === child!.pid)!;
    const reaper = child!.reaped!.call!;
    expect([maker.pid, reaper.pid]).toEqual([root.pid, root.pid]);
    expect(new Set([maker.tid, reaper.tid, root.pid]).size).toBe(3);
    const mainLeft = calls.find(({ name, tid }) => name === 'exit' && tid === root.pid)!;
    expect(mainLeft.at).toBeLessThan(child!.bornAt);
    expect(root.ended!.at).toBeGreaterThan(child!.reaped!.at);
  });
});

describe('who reaps', () => {
  it('nobody yet: a zombie', () => {
    const { root, others } = readRecording('zombie');
    expect(root.ended).toBeNull();
    expect(others).toMatchObject([{ ended: { status: exited(3) }, reaped: null, orphanedAt: null }]);
  });

  it('PID 1, when the parent leaves its zombie', () => {
    const { root, others } = readRecording('zombie-left');
    expect(others).toMatchObject([
      { orphanedAt: null, reaped: { by: 'init', at: root.ended!.at, call: null } },
    ]);
  });

  it('PID 1, when the parent ended first', () => {
    const { root, others } = readRecording('orphan');
    const [child] = others;
    expect(child).toMatchObject({ orphanedAt: root.ended!.at, printed: 'my parent is 1\n' });
    expect(child!.reaped).toEqual({ by: 'init', at: child!.ended!.at, call: null });
    expect(child!.ended!.at).toBeGreaterThan(root.ended!.at);
  });

  it('the kernel, when SIGCHLD is ignored, even since before an execve', () => {
    const { root, others } = readRecording('ignored');
    expect(root.execs).toHaveLength(2);
    expect(others).toMatchObject([{ ended: { status: exited(7) }, reaped: { by: 'kernel', call: null } }]);
    expect(others[0]!.reaped!.at).toBe(others[0]!.ended!.at);
  });

  it('the kernel, with SA_NOCLDWAIT', () => {
    expect(readRecording('nocldwait').others).toMatchObject([{ reaped: { by: 'kernel' } }]);
  });

  it('the parent in its handler, three at a time or one by one', () => {
    const { root, others } = readRecording('handler');
    expect(others.map(({ ended }) => ended?.status)).toEqual([0, 1, 2].map(exited));
    for (const { reaped, pid } of others) {
      expect(reaped).toMatchObject({ by: 'parent', call: { pid: root.pid, result: pid } });
      expect(reaped!.call!.args).toContain('WNOHANG');
    }
  });

  it('waitid, but not with WNOWAIT', () => {
    const { others, calls } = readRecording('waitid');
    expect(calls.filter(({ name }) => name === 'waitid')).toHaveLength(2);
    expect(others[0]!.reaped!.call).toBe(calls.findLast(({ name }) => name === 'waitid'));
  });

  it('not a waitpid that tells of a stop', () => {
    const { others, calls } = readRecording('stopped');
    const { reaped, ended } = others[0]!;
    const stop = calls.find(({ args }) => args.includes('WIFSTOPPED'))!;
    expect(stop.result).toBe(others[0]!.pid);
    expect(reaped).toMatchObject({ by: 'parent' });
    expect(reaped!.call).not.toBe(stop);
    expect(ended?.status).toEqual(exited(9));
  });
});
