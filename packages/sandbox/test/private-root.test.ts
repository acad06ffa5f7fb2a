import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TestLinux } from './support.ts';

/** Names that no host has. */
const mark = `proclab-test-${process.pid}`;
const WRITTEN_BY_LABS = [`/etc/${mark}.conf`, `/var/log/${mark}.log`, `/run/${mark}.pid`, `/var/run/${mark}`];
const WRITABLE = [...WRITTEN_BY_LABS, `/${mark}.log`, `/tmp/${mark}`, `/dev/shm/${mark}`, `/root/${mark}`];

it('lets a program write where the lecture notes do, and the host knows nothing of it', async () => {
  const linux = await TestLinux.start();
  const { output } = await linux.run('write-file', ...WRITABLE);
  expect(output).toBe(WRITABLE.map((path) => `${path} written\n`).join(''));
  expect((await linux.sandbox.read(`/etc/${mark}.conf`, 100))?.toString()).toBe('written\n');
  expect(WRITABLE.filter((path) => existsSync(path))).toEqual([]);
});

it('begins anew with each sandbox', async () => {
  const before = await TestLinux.start();
  await before.run('write-file', ...WRITABLE);
  const after = await TestLinux.start();
  expect((await after.sandbox.list()).filter(({ path }) => path.includes(mark))).toEqual([]);
});

it('is full when it is full', async () => {
  const linux = await TestLinux.start({ disk: 4 << 20 });
  const terminal = await linux.openTerminal();
  await linux.start(terminal, 'fill-folder', '/var/log');
  await linux.shows(terminal, 'ENOSPC after');
  const [, written] = /after (\d+)/.exec(linux.output(terminal)) ?? [];
  expect(Number(written)).toBeGreaterThan(2 << 20);
  expect(Number(written)).toBeLessThanOrEqual(4 << 20);
  await linux.limit('disk');
});

it.each([
  ['/etc', 8],
  ['/dev/shm', 16],
])('gives %s no more than %i MiB', async (folder, mebibytes) => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  await linux.start(terminal, 'fill-folder', folder);
  await linux.shows(terminal, 'ENOSPC after');
  const [, written] = /after (\d+)/.exec(linux.output(terminal)) ?? [];
  expect(Number(written)).toBeLessThanOrEqual(mebibytes << 20);
  await linux.limit('disk');
});

it('has the host’s programs, but nobody can write there', async () => {
  const linux = await TestLinux.start();
  const paths = ['/usr/x', '/usr/bin/ps', '/dev/x', '/proc/sys/kernel/shmmax'];
  const { output } = await linux.run('write-file', ...paths);
  expect(output).toMatch(/^\/usr\/x EROFS\n\/usr\/bin\/ps EROFS\n\/dev\/x EROFS\n/);
  expect(output).toMatch(/shmmax (?:EROFS|EACCES)\n$/);
});

it('lets nobody put something else in the place of what ps and the loader rely on', async () => {
  const linux = await TestLinux.start();
  const folders = ['/bin', '/sbin', '/lib', '/lib64', '/usr', '/proc', '/dev', '/dev/pts', '/etc'].filter(
    existsSync,
  );
  const files = ['/etc/ld.so.preload', '/etc/ld.so.cache'];
  const { output } = await linux.run('rename-away', ...folders, ...files);
  for (const path of [...folders, ...files]) {
    expect(output).toMatch(new RegExp(`^${path} (?:EBUSY|EROFS|EXDEV) (?:EBUSY|EISDIR|EROFS)$`, 'm'));
  }
  const planted = await linux.run('write-file', '/etc/ld.so.preload');
  expect(planted.output).toMatch(/^\/etc\/ld\.so\.preload E/);
});
