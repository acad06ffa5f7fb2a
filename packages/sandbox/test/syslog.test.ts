import { expect, it } from 'vitest';
import { TestLinux, until } from './support.ts';

it('tells each message with the pid that the kernel knows, whatever its text says', async () => {
  const linux = await TestLinux.start();
  const { pid, output } = await linux.run('log-messages');
  const child = Number(/child (\d+)/.exec(output)?.[1]);
  await until('three messages', () => linux.all('syslog').length === 3);
  const [honest, forged, ofChild] = linux
    .all('syslog')
    .map((event) => ({ ...event, text: event.bytes.toString() }));
  // 3 (LOG_DAEMON) × 8 + 4 (LOG_WARNING), syslog(3).
  expect(honest?.text).toMatch(new RegExp(`^<28>.* honest\\[${pid}\\]: started with 3$`));
  expect(honest?.pid).toBe(pid);
  expect(forged).toMatchObject({ pid, text: '<30>Jan  1 00:00:00 somebody[1]: forged' });
  expect(ofChild).toMatchObject({ pid: child });
  expect(ofChild?.text).toMatch(/^<27>.*: of the child$/);
});

it('keeps one sandbox’s messages from another’s', async () => {
  const [speaks, hears] = [await TestLinux.start(), await TestLinux.start()];
  await speaks.run('log-messages');
  await until('three messages', () => speaks.all('syslog').length === 3);
  expect((await hears.run('/usr/bin/true')).status).toEqual({ kind: 'exited', code: 0 });
  expect(hears.all('syslog')).toEqual([]);
});

it('a program that takes the socket away loses only its own messages', async () => {
  const linux = await TestLinux.start();
  expect((await linux.run('/usr/bin/rm', '/run/systemd/journal/dev-log')).output).toBe('');
  expect((await linux.run('log-messages')).status).toEqual({ kind: 'exited', code: 0 });
  expect(linux.all('syslog')).toEqual([]);
  expect(await linux.sandbox.list()).not.toEqual([]);
});
