import { expect, it } from 'vitest';
import { TestLinux, until } from './support.ts';
it('half', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const pid = await linux.start(terminal, 'half-daemon');
  console.log(await linux.ended(pid), linux.submission());
  await linux.sandbox.hangUp(terminal.index);
  await until('x', () => linux.all('shell-ended').length);
  console.log(linux.submission(), linux.events);
});
it('env', async () => {
  const linux = await TestLinux.start();
  console.log((await linux.run('/bin/sh', '-c', 'cat /proc/self/status | grep -i cap; id; ls -la / /etc /home /dev /run; cat /proc/net/route /proc/net/dev; hostname; cat /proc/mounts; ulimit -a; ls -la /proc/1/')).output);
  for (const p of ['/proc/1/environ', '/proc/version', '/usr/bin/ls', '/dev/null','/proc/self/status']) console.log(p, (await linux.sandbox.read(p, 100))?.toString());
});
