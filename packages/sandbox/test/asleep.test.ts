import { expect, it } from 'vitest';
import { isAsleep } from '../src/index.ts';
import { TestLinux, until } from './support.ts';

it('a process is asleep when all of its threads are, however its main thread spends its time', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const pid = await linux.start(terminal, 'one-spins');
  await linux.shows(terminal, 'spinning');
  const { hostPid } = linux.sandbox;
  await until('its main thread asleep', () => linux.submission()[0]?.state === 'S');
  expect(isAsleep(hostPid, pid)).toBe(false);
  await linux.sandbox.type(terminal.index, '\n');
  await linux.shows(terminal, 'resting');
  await until('all of it asleep', () => isAsleep(hostPid, pid));
  await linux.sandbox.signal(pid, 9);
  await until('none of it left', () => linux.submission().length === 0);
  expect(isAsleep(hostPid, pid)).toBe(false);
});
