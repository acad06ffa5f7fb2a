import { decodeWaitStatus, type Descriptor, type WaitStatus } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import { TestLinux, until } from './support.ts';

const ROUNDS = 20;

/** How a process ended, whoever reaped it. */
async function endOf(linux: TestLinux, pid: number): Promise<WaitStatus> {
  const event = await until(`the end of ${pid}`, () =>
    [...linux.all('ended'), ...linux.all('orphan-reaped')].find((each) => each.pid === pid),
  );
  return decodeWaitStatus(event.rawStatus);
}

it('a program that does not detach shows its terminal, and dies of SIGHUP with it', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const pid = await linux.start(terminal, 'wait-here');
  await linux.shows(terminal, 'waiting');
  expect(linux.process(pid)).toMatchObject({ tty: terminal.tty, sid: terminal.shell });
  await linux.sandbox.hangUp(terminal.index);
  expect(await endOf(linux, pid)).toMatchObject({ kind: 'signaled', signal: 'SIGHUP' });
});

it.each([
  ['wait-here', './wait-here', 'waiting'],
  ['half-daemon', './half-daemon; echo ov""er', 'over'],
  ['detach', './detach; echo ov""er', 'over'],
])('%s lives on or dies with its terminal as it does under bash', async (name, command, sign) => {
  const ours = await TestLinux.start();
  const terminal = await ours.openTerminal();
  const pid = await ours.start(terminal, name);
  if (sign === 'waiting') await ours.shows(terminal, sign);
  else await ours.ended(pid);
  await ours.sandbox.hangUp(terminal.index);
  await until('the end of the shell', () => ours.all('shell-ended').length);

  const bash = await TestLinux.start();
  await bash.install(name);
  expect((await bash.run('bash-user', command, sign)).output).toBe('closed\n');
  const [alive, expected] = [ours, bash].map((linux) => () => linux.submission().map(({ comm }) => comm));
  await until('the same fate', () => alive?.().join() === expected?.().join());
  expect(expected?.()).toEqual(name === 'wait-here' ? [] : [name]);
});

it('half a daemon shows the terminal of the session that it never left', async () => {
  const linux = await TestLinux.start();
  const { terminal } = await linux.run('half-daemon');
  const half = await until('an orphan', () => linux.submission().find((each) => each.ppid === 1));
  expect(half).toMatchObject({ tty: terminal.tty, sid: terminal.shell });
});

describe.each(['single', 'double'])('a daemon by a %s fork', (forks) => {
  it(`has no terminal and survives its hang-up, ${ROUNDS} of ${ROUNDS}`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const linux = await TestLinux.start();
      const { terminal, status } = await linux.run('detach', forks);
      expect(status).toEqual({ kind: 'exited', code: 0 });
      const detached = (descriptors: readonly Descriptor[] | null) =>
        descriptors?.map(({ target }) => target).join() === '/dev/null,/dev/null,/dev/null';
      const { pid } = await until('a daemon off the terminal', () =>
        linux.submission().find((each) => detached(each.descriptors)),
      );
      // That look may have begun before it had detached: descriptors are read last.
      const daemon = linux.process(pid)!;
      expect(daemon).toMatchObject({ ppid: 1, tty: null, tpgid: -1, umask: 0, cwd: '/' });
      expect(daemon.sid).not.toBe(terminal.shell);
      expect(daemon.sid === daemon.pid).toBe(forks === 'single');
      await linux.sandbox.hangUp(terminal.index);
      await until('the end of the shell', () => linux.all('shell-ended').length);
      const { startTime } = daemon;
      expect(linux.submission()).toMatchObject([{ pid, startTime, ppid: 1, tty: null, cwd: '/' }]);
      await linux.sandbox.stop();
    }
  });
});
