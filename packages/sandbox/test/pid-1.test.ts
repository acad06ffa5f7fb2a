import { decodeWaitStatus, type ProcessState } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import { HOME } from '../src/index.ts';
import { TestLinux, hostPidsIn, until } from './support.ts';

describe('orphans', () => {
  it('get PID 1 as their parent, and are reaped at once', async () => {
    const linux = await TestLinux.start();
    const { terminal } = await linux.run('orphan');
    await linux.shows(terminal, 'orphan');
    const [, pid] = /orphan (\d+) of 1\n/.exec(linux.output(terminal)) ?? [];
    const reaped = await until('the orphan is reaped', () => linux.all('orphan-reaped')[0]);
    expect(reaped.pid).toBe(Number(pid));
    expect(decodeWaitStatus(reaped.rawStatus)).toEqual({ kind: 'exited', code: 7 });
    expect(linux.submission()).toEqual([]);
  });
});

describe('zombies', () => {
  it('stay while their parent lives, and go with it', async () => {
    const linux = await TestLinux.start();
    const terminal = await linux.openTerminal();
    const parent = await linux.start(terminal, 'zombie');
    await linux.shows(terminal, 'child');
    const zombies = () =>
      linux.submission().filter((each) => each.state === 'Z' && each.argv[0] !== `${HOME}/orphan`);
    const [zombie] = await until('a zombie', () => zombies().length > 0 && zombies());
    expect(zombie).toMatchObject({ ppid: parent, comm: 'zombie', argv: [], threads: 1 });

    // PID 1 is busy reaping meanwhile, and leaves it alone.
    await linux.run('orphan');
    await until('another orphan is reaped', () => linux.all('orphan-reaped').length);
    expect(linux.process(zombie?.pid ?? 0)).toMatchObject({ state: 'Z', ppid: parent });

    await linux.sandbox.signal(parent, 15);
    await linux.ended(parent);
    await until('the zombie is reaped', () => linux.all('orphan-reaped').length === 2);
    expect(linux.all('orphan-reaped')[1]).toMatchObject({ pid: zombie?.pid, rawStatus: 3 << 8 });
    expect(linux.submission()).toEqual([]);
  });
});

describe('daemons', () => {
  it('outlive their parent and the shell', async () => {
    const linux = await TestLinux.start();
    const { terminal } = await linux.run('detach', 'single');
    const daemon = await until('a daemon', () => linux.submission().find((each) => each.tty === null));
    await linux.sandbox.hangUp(terminal.index);
    await until('the end of the shell', () => linux.all('shell-ended').length);
    expect(linux.process(terminal.shell)).toBeUndefined();
    expect(linux.process(daemon.pid)).toMatchObject({ ppid: 1, startTime: daemon.startTime });
  });

  it('end with PID 1, whatever they ignore', async () => {
    const linux = await TestLinux.start();
    const { namespace } = linux;
    await linux.run('stubborn-daemons');
    // Session leaders are on their way to fork once more and end.
    const isDaemon = (each: ProcessState) => each.ppid === 1 && each.sid !== each.pid;
    await until('20 daemons', () => linux.submission().filter(isDaemon).length === 20);
    await until('them, PID 1 and the shell', () => hostPidsIn(namespace).length === 22);
    process.kill(linux.sandbox.hostPid, 'SIGKILL');
    await until('the end of all', () => linux.all('gone').length);
    await expect.poll(() => hostPidsIn(namespace), { timeout: 20_000 }).toEqual([]);
  });
});

describe('the shell of a terminal', () => {
  it('goes on when a program stops it', async () => {
    const linux = await TestLinux.start();
    const { status, terminal } = await linux.run('stop-shell');
    expect(status).toEqual({ kind: 'exited', code: 0 });
    const pid = await linux.start(terminal, '/usr/bin/true');
    expect(await linux.ended(pid)).toEqual({ kind: 'exited', code: 0 });
  });

  it('leaves no request without an answer when it is killed', async () => {
    const linux = await TestLinux.start();
    const { sandbox } = linux;
    for (let round = 0; round < 10; round++) {
      const terminal = await linux.openTerminal();
      const answers = await Promise.allSettled([
        sandbox.signal(terminal.shell, 19),
        sandbox.run(terminal.index, ['/usr/bin/true']),
        sandbox.signal(terminal.shell, 9),
      ]);
      expect(answers).toHaveLength(3);
      await expect(sandbox.run(terminal.index, ['/usr/bin/true'])).rejects.toThrow('errno');
    }
  });

  it('cannot be replaced by a program of the submission', async () => {
    const linux = await TestLinux.start();
    const path = await linux.install('identity');
    const swap = `mv /.lab /tmp/lab && mkdir /.lab && cp ${path} /.lab/init`;
    await linux.run('/bin/sh', '-c', swap);
    const { output, terminal } = await linux.run('/usr/bin/true');
    expect(output).toBe('');
    expect(linux.process(terminal.shell)).toMatchObject({ role: 'shell', comm: 'sh', argv: ['-sh'] });
    expect(linux.process(terminal.shell)?.exe).not.toBe('/.lab/init (deleted)');
  });

  it('can be had more often than a lab needs', async () => {
    const linux = await TestLinux.start();
    for (let round = 0; round < 40; round++) {
      const { terminal, status } = await linux.run('/usr/bin/true');
      expect(status).toEqual({ kind: 'exited', code: 0 });
      await linux.sandbox.hangUp(terminal.index);
    }
  });
});
