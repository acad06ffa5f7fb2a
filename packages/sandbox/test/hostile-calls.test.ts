import { arch } from 'node:os';
import { expect, it } from 'vitest';
import { TestLinux } from './support.ts';

/** The errors by which each call is refused: seccomp’s EPERM, or what the kernel says by itself. */
const REFUSED: Readonly<Record<string, string>> = {
  'unshare-user': 'EPERM',
  'unshare-mount': 'EPERM',
  'clone-user': 'EPERM',
  clone3: 'ENOSYS',
  setns: 'EPERM',
  mount: 'EPERM',
  umount: 'EPERM',
  fsopen: 'EPERM',
  'open-tree': 'EPERM',
  'pivot-root': 'EPERM',
  chroot: 'EPERM',
  'mknod-device': 'EPERM',
  hostname: 'EPERM',
  setuid: 'EINVAL',
  swapon: 'EPERM',
  'ptrace-init': 'EPERM',
  'ptrace-shell': 'EPERM',
  'read-init': 'EPERM',
  'write-shell': 'EPERM',
  'memory-of-init': 'EACCES',
  'memory-of-init-to-write': 'EROFS',
  'memory-of-shell': 'EACCES',
  'environment-of-init': 'EACCES',
  'connection-of-init': 'EACCES',
  'channel-of-shell': 'EACCES',
  'root-of-init': 'EACCES',
  'descriptor-of-init': 'EPERM',
  'limit-init': 'EPERM',
  'raise-own-limit': 'EPERM',
  'renice-init': 'EPERM',
  'renice-group-of-init': 'EPERM',
  'renice-user': 'EPERM',
  'idle-init': 'EPERM',
  'pin-init': 'EPERM',
  'oom-init': 'EROFS',
  'autogroup-of-init': 'EROFS',
  keyctl: 'EPERM',
  'add-key': 'EPERM',
  bpf: 'EPERM',
  'io-uring': 'EPERM',
  perf: 'EPERM',
  userfaultfd: 'EPERM',
  'type-for-others': 'EPERM',
  sysctl: 'EROFS',
};

it('no call reaches out of the sandbox, or around its limits', async () => {
  const linux = await TestLinux.start();
  const { output, status } = await linux.run('hostile-calls');
  const answers = [...output.matchAll(/^(\S+) (\S+)$/gm)].map(([, name, answer]) => [name, answer]);
  expect(Object.fromEntries(answers)).toEqual(REFUSED);
  expect(status).toEqual({ kind: 'exited', code: 0 });
});

it('no signal from inside reaches PID 1', async () => {
  const linux = await TestLinux.start();
  const { output } = await linux.run('hostile-calls');
  expect(output).toMatch(/\nover\n$/);
  expect(linux.sandbox.gone).toBe(false);
  expect((await linux.run('/usr/bin/true')).status).toEqual({ kind: 'exited', code: 0 });
});

it.runIf(arch() === 'x64')(
  'the 32-bit interface, which a filter by numbers would miss, ends its user',
  async () => {
    const linux = await TestLinux.start();
    const { output, status } = await linux.run('old-interface');
    expect(output).toBe('before\n');
    expect(status).toMatchObject({ kind: 'signaled', signal: 'SIGSYS' });
  },
);

it('what a program needs to be correct is not denied', async () => {
  const linux = await TestLinux.start();
  const nice = await linux.run('/usr/bin/nice', '-n', '5', '/usr/bin/true');
  const limit = await linux.run('/usr/bin/bash', '-c', 'ulimit -n 100 && ulimit -n');
  expect(nice).toMatchObject({ output: '', status: { kind: 'exited', code: 0 } });
  expect(limit.output).toBe('100\n');
});
