import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hostPidOf } from '../src/index.ts';
import { TestLinux, until } from './support.ts';

const CTRL_C = '\u0003';
const CTRL_Z = '\u001a';

it('gives a typed line to who reads, with an echo', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const pid = await linux.start(terminal, 'reader');
  await linux.shows(terminal, 'ready');
  await linux.sandbox.type(terminal.index, 'hello\n');
  expect(await linux.ended(pid)).toEqual({ kind: 'exited', code: 0 });
  expect(linux.output(terminal)).toBe('ready\nhello\ngot hello\n');
});

it('does not wait for a reader that never reads', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const pid = await linux.start(terminal, 'wait-here');
  await linux.shows(terminal, 'waiting');
  await linux.sandbox.type(terminal.index, `${'x'.repeat(100)}\n`.repeat(2000)).catch(() => {});
  expect(await linux.sandbox.signal(pid, 9)).toBe(true);
  await linux.ended(pid);
});

it('tells when a program was started, however late its shell goes on', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  // Without -f: what the shell does after fork comes late, and nothing of the program.
  const late = ['-e', 'trace=setpgid', '-e', 'inject=setpgid:delay_enter=500000'];
  const shell = String(hostPidOf(linux.sandbox.hostPid, terminal.shell));
  const strace = spawn('strace', ['-o', '/dev/null', ...late, '-p', shell], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    await once(strace.stderr, 'data');
    const { at } = await linux.sandbox.run(terminal.index, ['/bin/echo', 'soon']);
    await linux.shows(terminal, 'soon');
    expect(linux.all('output')[0]?.at).toBeGreaterThan(at);
  } finally {
    strace.kill();
  }
});

it('has the program in the foreground, in a process group of its own', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const pid = await linux.start(terminal, 'wait-here');
  await linux.shows(terminal, 'waiting');
  const expected = { tty: terminal.tty, sid: terminal.shell, tpgid: pid };
  expect(linux.process(pid)).toMatchObject({ ...expected, pgid: pid, ppid: terminal.shell });
  expect(linux.process(terminal.shell)).toMatchObject({ ...expected, pgid: terminal.shell, comm: 'sh' });
  expect(linux.process(pid)?.descriptors?.map(({ fd, target }) => [fd, target])).toEqual(
    [0, 1, 2].map((fd) => [fd, `/dev/${terminal.tty}`]),
  );
});

it('interrupts the foreground with Ctrl-C, and the shell has its prompt back', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const pid = await linux.start(terminal, 'wait-here');
  await linux.shows(terminal, 'waiting');
  await linux.sandbox.type(terminal.index, CTRL_C);
  expect(await linux.ended(pid)).toMatchObject({ kind: 'signaled', signal: 'SIGINT' });
  expect(linux.process(terminal.shell)).toMatchObject({ tpgid: terminal.shell });
});

it('gives the prompt back when a job stops', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const pid = await linux.start(terminal, 'wait-here');
  await linux.shows(terminal, 'waiting');
  await linux.sandbox.type(terminal.index, CTRL_Z);
  const stopped = await until('the job is stopped', () => linux.all('stopped')[0]);
  expect(stopped).toMatchObject({ pid, terminal: terminal.index });
  expect(linux.process(pid)).toMatchObject({ state: 'T', tpgid: terminal.shell });

  const next = await linux.start(terminal, '/usr/bin/echo', 'next');
  expect(await linux.ended(next)).toEqual({ kind: 'exited', code: 0 });
  expect(linux.output(terminal)).toContain('next\n');
  // A job that is stopped gets SIGCONT with its SIGHUP, so that it can die of it.
  await linux.sandbox.hangUp(terminal.index);
  await until('the end of the job', () => linux.process(pid) === undefined);
});

it('gives the terminal back to a job that was stopped and is resumed', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const pid = await linux.start(terminal, 'reader');
  await linux.shows(terminal, 'ready');
  await linux.sandbox.signal(pid, 19);
  await until('the job is stopped', () => linux.all('stopped')[0]);
  await linux.sandbox.resume(terminal.index);
  await until('the job is in the foreground', () => linux.process(pid)?.tpgid === pid);
  await linux.sandbox.type(terminal.index, 'hello\n');
  expect(await linux.ended(pid)).toEqual({ kind: 'exited', code: 0 });
  expect(linux.output(terminal)).toBe('ready\nhello\ngot hello\n');
});

it('has a script without #! run by sh, as a shell does', async () => {
  const linux = await TestLinux.start();
  await linux.run('/bin/sh', '-c', "echo 'echo run with $1' >script; chmod +x script");
  const { status, output } = await linux.run('./script', 'one');
  expect({ status, output }).toEqual({ status: { kind: 'exited', code: 0 }, output: 'run with one\n' });
});

it('names a program that cannot be executed', async () => {
  const linux = await TestLinux.start();
  const { status } = await linux.run('/no/such/program');
  expect(status).toEqual({ kind: 'exited', code: 127 });
  expect(linux.all('exec-failed')).toMatchObject([{ errno: 2 }]);
});

describe('two terminals', () => {
  it('are two sessions', async () => {
    const linux = await TestLinux.start();
    const [one, two] = [await linux.openTerminal(), await linux.openTerminal()];
    const programs = [await linux.start(one, 'wait-here'), await linux.start(two, 'wait-here')];
    await linux.shows(one, 'waiting');
    await linux.shows(two, 'waiting');
    const [first, second] = programs.map((pid) => linux.process(pid));
    expect(first).toMatchObject({ tty: one.tty, sid: one.shell });
    expect(second).toMatchObject({ tty: two.tty, sid: two.shell });
    expect(one.tty).not.toBe(two.tty);
    expect(one.shell).not.toBe(two.shell);
  });

  it('hang up one by one', async () => {
    const linux = await TestLinux.start();
    const [one, two] = [await linux.openTerminal(), await linux.openTerminal()];
    const [, stays] = [await linux.start(one, 'wait-here'), await linux.start(two, 'wait-here')];
    await linux.shows(one, 'waiting');
    await linux.shows(two, 'waiting');
    await linux.sandbox.hangUp(one.index);
    await until('one process is left', () => linux.submission().length === 1);
    expect(linux.process(stays)).toMatchObject({ tty: two.tty });
  });
});
