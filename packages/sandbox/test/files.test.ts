import { describe, expect, it } from 'vitest';
import { HOME } from '../src/index.ts';
import { TestLinux } from './support.ts';

const MOST = 1 << 20;

async function after(script: string, limits = {}): Promise<TestLinux> {
  const linux = await TestLinux.start(limits);
  const { status, output } = await linux.run('/bin/sh', '-c', script);
  expect({ status, output }).toEqual({ status: { kind: 'exited', code: 0 }, output: '' });
  return linux;
}

describe('read', () => {
  it('gives the bytes of a regular file, and not more than asked for', async () => {
    const linux = await after('printf "a\\0b\\n" >x');
    expect(await linux.sandbox.read(`${HOME}/x`, MOST)).toEqual(Buffer.from('a\0b\n'));
    expect(await linux.sandbox.read(`${HOME}/x`, 2)).toEqual(Buffer.from('a\0'));
    expect(await linux.sandbox.read(`${HOME}/none`, MOST)).toBeNull();
  });

  it.each([
    ['a link to a file of the host', 'ln -s /etc/passwd x', `${HOME}/x`],
    ['a link to a file of its own', 'echo y >y; ln -s y x', `${HOME}/x`],
    ['a FIFO', 'mkfifo x', `${HOME}/x`],
    ['a FIFO that has a writer', 'mkfifo x; (echo text >x) </dev/null >/dev/null 2>&1 &', `${HOME}/x`],
    ['a folder', 'mkdir x', `${HOME}/x`],
    ['a device', 'true', '/dev/zero'],
    ['a device behind a link', 'ln -s /dev/zero x', `${HOME}/x`],
    ['the environment of PID 1', 'true', '/proc/1/environ'],
    ['the environment of PID 1 behind a folder', 'ln -s /proc/1 x', `${HOME}/x/environ`],
    ['the root of PID 1', 'true', '/proc/1/root/etc/passwd'],
    ['a file of the machine', 'ln -s /usr x', `${HOME}/x/bin/true`],
  ])('refuses %s', async (_, script, path) => {
    const linux = await after(script);
    expect(await linux.sandbox.read(path, MOST)).toBeNull();
  });

  it('is not filled by a sparse file of a terabyte', async () => {
    const linux = await after('truncate -s 1T x', { fileSize: 2 ** 41 });
    expect((await linux.sandbox.list()).find(({ path }) => path === `${HOME}/x`)?.size).toBe(2 ** 40);
    expect(await linux.sandbox.read(`${HOME}/x`, MOST)).toHaveLength(MOST);
  });

  it('reads what is large, as little as is asked for', async () => {
    const linux = await after('head -c 32M /dev/urandom >x', { fileSize: 64 << 20 });
    expect(await linux.sandbox.read(`${HOME}/x`, 32 << 20)).toHaveLength(32 << 20);
    expect(await linux.sandbox.read(`${HOME}/x`, 5)).toHaveLength(5);
  });
});

describe('list', () => {
  it('shows every place that can be written to', async () => {
    const places = [HOME, '/tmp', '/var/tmp', '/dev/shm', '/etc', '/run', '/srv', '/'];
    const linux = await after(`for place in ${places.join(' ')}; do : >$place/new; done`);
    const paths = (await linux.sandbox.list()).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(places.map((place) => `${place === '/' ? '' : place}/new`)));
    expect(paths).not.toContain('/dev/null');
  });

  it('tells type, mode, size and birth without opening anything', async () => {
    const began = Date.now();
    const linux = await after(
      'umask 027; echo four >file; mkdir folder; mkfifo fifo; ln -s /nowhere link; chmod 4755 file; : >/etc/conf',
    );
    const files = new Map((await linux.sandbox.list()).map((file) => [file.path, file]));
    const modes = Object.fromEntries(
      ['file', 'folder', 'fifo', 'link'].map((name) => [
        name,
        files.get(`${HOME}/${name}`)?.mode.toString(8),
      ]),
    );
    expect(modes).toEqual({ file: '104755', folder: '40750', fifo: '10640', link: '120777' });
    expect(files.get(`${HOME}/file`)).toMatchObject({ size: 5, uid: 0 });
    expect(files.get(`${HOME}/file`)?.bornAt).toBeGreaterThan(began - 1000);
    expect(files.get(`${HOME}/file`)?.bornAt).toBeLessThanOrEqual(Date.now());
    expect(files.has('/etc/conf')).toBe(true);
    expect([...files.keys()].filter((path) => /^\/(?:usr|proc|dev\/pts|\.lab)\b/.test(path))).toEqual([]);
  });

  it('tells the birth of a file, whatever its times are set to', async () => {
    const began = Date.now();
    const linux = await after('touch -d 2001-01-01 old');
    const old = (await linux.sandbox.list()).find(({ path }) => path === `${HOME}/old`);
    expect(old?.changedAt).toBeLessThan(Date.UTC(2001, 0, 3));
    expect(old?.bornAt).toBeGreaterThan(began - 1000);
  });

  it('bears names with newlines, deep folders and very many files', async () => {
    const linux = await after(
      "touch 'a\nb' && d=. && for i in $(seq 100); do d=$d/d; done && mkdir -p $d && cd /tmp && seq 6000 | xargs touch",
    );
    const files = await linux.sandbox.list();
    expect(files.length).toBeLessThanOrEqual(4096);
    expect(files.length).toBeGreaterThan(4000);
    const few = await after("touch 'a\nb'");
    expect((await few.sandbox.list()).map(({ path }) => path)).toContain(`${HOME}/a\nb`);
  });
});

describe('write', () => {
  it('makes the folders of a file, with the mode it is given', async () => {
    const linux = await TestLinux.start();
    await linux.sandbox.write(`${HOME}/one/two/file`, 'content\n', 0o640);
    const { output } = await linux.run('/usr/bin/stat', '-c', '%a %s', 'one/two', 'one/two/file');
    expect(output).toBe('755 60\n640 8\n');
    expect((await linux.sandbox.read(`${HOME}/one/two/file`, MOST))?.toString()).toBe('content\n');
  });

  it('writes through no link', async () => {
    const linux = await after('ln -s /etc/passwd x');
    await expect(linux.sandbox.write(`${HOME}/x`, 'mine')).rejects.toThrow('errno 40');
    expect((await linux.sandbox.read('/etc/passwd', MOST))?.toString()).toContain('root:x:0:0');
  });
});
