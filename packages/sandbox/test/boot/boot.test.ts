import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { boot, hostPidOf, readProcesses } from '../../src/index.ts';
import { TestLinux, until } from '../support.ts';

const FIRST_PID = 700;
/** Tells the system log that it runs, and goes on. */
const SERVICE = '#!/bin/sh\nlogger "up: $0 $1"\nexec sleep 1000\n';

/** What was on the disk before, and its link to be started at boot, as a student would make it. */
const WAYS: Readonly<Record<string, (linux: TestLinux) => Promise<unknown>>> = {
  'rc.local': ({ sandbox }) => sandbox.write('/etc/rc.local', '#!/bin/sh\n/opt/service a\n', 0o755),
  'a script in rc2.d': async (linux) => {
    await linux.sandbox.write('/etc/init.d/service', '#!/bin/sh\n/opt/service "$1" &\n', 0o755);
    await linux.run('/bin/sh', '-c', 'ln -s ../init.d/service /etc/rc2.d/S01service');
  },
  'a systemd unit': async (linux) => {
    await linux.sandbox.write('/etc/systemd/system/s.service', '[Service]\nExecStart=/opt/service b\n');
    await linux.run('/bin/sh', '-c', 'cd /etc/systemd/system && ln -s ../s.service multi-user.target.wants');
  },
  'a table of the system': (linux) =>
    linux.run('/bin/sh', '-c', 'echo "@reboot root /opt/service e" > /etc/cron.d/service'),
  'a crontab': (linux) =>
    linux.run('/bin/sh', '-c', 'echo "@reboot /opt/service c" > /var/spool/cron/crontabs/root'),
  'an inittab': ({ sandbox }) => sandbox.write('/etc/inittab', '::respawn:/opt/service d\n'),
};

it.each(Object.keys(WAYS))('starts what %s asks for, and nothing that was only running', async (way) => {
  const linux = await TestLinux.start();
  const { sandbox } = linux;
  await sandbox.write('/opt/service', SERVICE, 0o755);
  await WAYS[way]!(linux);
  await linux.run('/bin/sh', '-c', 'echo stale > /run/x.pid; echo kept > /root/x; (sleep 1000 &) ');

  const { hostPid } = await boot(sandbox, FIRST_PID);
  const service = await until('the service', () =>
    readProcesses(hostPid, new Set()).find(({ argv }) => argv.join(' ') === 'sleep 1000'),
  );
  expect(service.pid).toBeGreaterThanOrEqual(FIRST_PID);
  expect(service.tty).toBeNull();
  const all = readProcesses(hostPid, new Set());
  expect(all.filter(({ argv }) => argv[0] === 'sleep')).toHaveLength(1);
  expect(all.find(({ pid }) => pid === 1)).toMatchObject({ role: 'init', argv: ['init'] });

  expect(await sandbox.read('/run/x.pid', 100)).toBeNull();
  expect(String(await sandbox.read('/root/x', 100))).toBe('kept\n');
  await until('its message in the system log', () =>
    linux.events.some((event) => event.type === 'syslog' && event.bytes.includes('up: /opt/service')),
  );

  const status = readFileSync(`/proc/${hostPidOf(hostPid, service.pid)}/status`, 'utf8');
  expect(status).toMatch(/^CapEff:\t0+$/m);
  expect(status).toMatch(/^CapBnd:\t0+$/m);
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  expect(status).toMatch(/^Seccomp:\t2$/m);
});

it('tells what an inittab asks for, also where init takes no notice of it', async () => {
  const { sandbox } = await TestLinux.start();
  await sandbox.write('/etc/inittab', '# runlevels\nw1:2345:once:/opt/service\n');
  const { steps } = await boot(sandbox, FIRST_PID);
  expect(steps).toEqual([{ because: '/etc/inittab', script: 'w1:2345:once:/opt/service' }]);
});

it('ends with its sandbox', async () => {
  const { sandbox } = await TestLinux.start();
  const { hostPid } = await boot(sandbox, FIRST_PID);
  expect(readProcesses(hostPid, new Set())).toHaveLength(1);
  await sandbox.stop();
  await until('its end', () => readProcesses(hostPid, new Set()).length === 0);
});
