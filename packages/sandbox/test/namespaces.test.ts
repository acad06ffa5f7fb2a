import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { TestLinux, addressOfHost, hostPidsIn } from './support.ts';

const REPOSITORY = join(import.meta.dirname, '../../..');

/** A server of the host; counts who came. */
async function listening(where: { port: number; host: string } | { path: string }) {
  let visitors = 0;
  const server: Server = createServer(() => visitors++);
  server.listen(where);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { server, visitors: () => visitors };
}

/** One of util-linux’s commands for System V objects, on the host. */
const ipc = (...command: string[]) => execFileSync('env', command, { encoding: 'utf8' });

it('is root inside, without a single capability', async () => {
  const linux = await TestLinux.start();
  const { output } = await linux.run('identity');
  expect(output).toContain('uid 0 0 gid 0 0\n');
  expect(output).toContain('NoNewPrivs:\t1\n');
  expect(output.match(/^Cap\w+:\t0+$/gm)).toHaveLength(5);
});

it('is an ordinary user outside', async () => {
  const linux = await TestLinux.start();
  const outside = linux.processes().map(({ uid }) => uid);
  expect(outside.length).toBeGreaterThan(0);
  expect(outside).not.toContain(0);
});

it('sees nothing of the host’s files', async () => {
  const linux = await TestLinux.start();
  const hidden = [REPOSITORY, join(REPOSITORY, 'solutions'), homedir(), '/etc/shadow', '/boot', '/sys'];
  const { output } = await linux.run('/usr/bin/ls', '-d', ...hidden);
  const absent = hidden.filter((path) =>
    output.includes(`cannot access '${path}': No such file or directory`),
  );
  // The home of root has an empty namesake inside.
  expect(absent).toEqual(hidden.filter((path) => path !== '/root'));
  expect((await linux.run('/usr/bin/ls', '-A', '/home', '/root')).output).toBe('/home:\nstudent\n\n/root:\n');
});

it('sees no process of the host', async () => {
  const linux = await TestLinux.start();
  const { output, terminal, pid } = await linux.run('/usr/bin/ps', '-eo', 'pid=');
  expect(output.trim().split(/\s+/).map(Number)).toEqual([1, terminal.shell, pid]);
  expect(hostPidsIn(linux.namespace)).not.toContain(process.pid);
});

it('reaches neither the host’s loopback nor its address nor its abstract sockets', async () => {
  const name = `proclab-${process.pid}`;
  const loopback = await listening({ host: '0.0.0.0', port: 0 });
  const abstract = await listening({ path: `\0${name}` });
  const { port } = loopback.server.address() as AddressInfo;
  const linux = await TestLinux.start();
  const { output } = await linux.run('reach', String(port), name, addressOfHost());
  expect(output).toMatch(
    /^loopback ECONNREFUSED\nhost (?:ENETUNREACH|ECONNREFUSED)\nabstract ECONNREFUSED\n$/,
  );
  expect([loopback.visitors(), abstract.visitors()]).toEqual([0, 0]);
  expect((await linux.run('/usr/bin/cat', '/proc/net/route')).output.trim().split('\n')).toHaveLength(1);
});

it('has a host name of its own', async () => {
  const linux = await TestLinux.start();
  expect((await linux.run('/usr/bin/hostname')).output).toBe('lab\n');
  expect(hostname()).not.toBe('lab');
});

it('has System V queues, semaphores and segments of its own', async () => {
  const id = /\d+/.exec(ipc('ipcmk', '--queue', '-p', '0666'))?.[0] ?? '';
  onTestFinished(() => void ipc('ipcrm', '--queue-id', id));
  expect(ipc('ipcs', '-q')).toMatch(new RegExp(`^0x\\w+ ${id} `, 'm'));
  const linux = await TestLinux.start();
  expect((await linux.run('/usr/bin/ipcs')).output).not.toMatch(/^0x/m);
});
