import { describe, expect, it } from 'vitest';
import { RUN_LIMITS } from '../src/index.ts';
import { TestLinux, until } from './support.ts';

const MiB = 1 << 20;

/** The grader still has its answers, and the sandbox ends. */
async function expectContained(linux: TestLinux): Promise<void> {
  expect(await linux.sandbox.list()).not.toEqual([]);
  expect(linux.processes()[0]).toMatchObject({ pid: 1, role: 'init' });
  await linux.sandbox.stop();
}

async function begin(linux: TestLinux, ...argv: readonly [string, ...string[]]) {
  const terminal = await linux.openTerminal();
  return { terminal, pid: await linux.start(terminal, ...argv) };
}

describe('processes', () => {
  it('a fork bomb stays within the limit, and is named', async () => {
    const linux = await TestLinux.start({ processes: 40 });
    await begin(linux, 'fork-bomb');
    expect((await linux.limit('processes')).value).toBeGreaterThanOrEqual(40);
    for (let look = 0; look < 20; look++) expect(linux.processes().length).toBeLessThanOrEqual(41);
    await expectContained(linux);
  });

  it('so does a bomb of threads', async () => {
    const linux = await TestLinux.start({ processes: 40 });
    const { terminal, pid } = await begin(linux, 'thread-bomb');
    await linux.shows(terminal, 'threads, then EAGAIN');
    await linux.limit('processes');
    expect(linux.process(pid)?.threads).toBeGreaterThan(30);
    expect(linux.process(pid)?.threads).toBeLessThanOrEqual(40);
    await expectContained(linux);
  });

  it('two sandboxes do not share one limit', async () => {
    const bombed = await TestLinux.start();
    await begin(bombed, 'fork-bomb');
    await bombed.limit('processes');
    const other = await TestLinux.start();
    expect((await other.run('identity')).status).toEqual({ kind: 'exited', code: 0 });
    expect(other.all('limit')).toEqual([]);
  });
});

describe('memory', () => {
  it.each([
    ['one process', '1', '400'],
    ['many processes', '16', '25'],
    ['processes that keep to themselves what they have', '4', '100', 'hidden'],
  ])('of %s', async (_, ...args) => {
    const linux = await TestLinux.start({ memory: 100 * MiB });
    const { terminal } = await begin(linux, 'eat-memory', ...args);
    const { value } = await linux.limit('memory');
    expect(value).toBeGreaterThan(100 * MiB);
    await until('the end of the shell', () => linux.all('shell-ended').length);
    await until('the end of all', () => linux.submission().length === 0);
    expect(linux.output(terminal)).toBe('');
    await expectContained(linux);
  });

  it('of one address space', async () => {
    const linux = await TestLinux.start({ addressSpace: 64 * MiB });
    const { output, status } = await linux.run('eat-memory', '1', '100');
    expect(output).toMatch(/^ENOMEM after [1-6]\d MiB$/m);
    expect(status).toEqual({ kind: 'exited', code: 5 });
  });

  it('counts once what parent and child share', async () => {
    const linux = await TestLinux.start({ memory: 100 * MiB });
    const script =
      'x=$(head -c 30000000 /dev/zero | tr "\\0" x); for i in 1 2 3 4 5; do (sleep 1) & done; wait';
    expect((await linux.run('/usr/bin/bash', '-c', script)).status).toEqual({ kind: 'exited', code: 0 });
    expect(linux.all('limit')).toEqual([]);
  });

  it('that belongs to no process is not to be had', async () => {
    const linux = await TestLinux.start();
    const { output } = await linux.run('hidden-memory');
    expect(output).toMatch(/^memfd EPERM$/m);
    expect(Number(/segments (\d+)/.exec(output)?.[1])).toBeLessThanOrEqual(16 * MiB);
  });
});

describe('files', () => {
  it('one file that is too large ends its writer with SIGXFSZ', async () => {
    const linux = await TestLinux.start({ fileSize: 2 * MiB });
    const { status } = await linux.run('endless-file');
    expect(status).toMatchObject({ kind: 'signaled', signal: 'SIGXFSZ' });
    const file = (await linux.sandbox.list()).find(({ path }) => path.endsWith('/endless'));
    expect(file?.size).toBe(2 * MiB);
    await expectContained(linux);
  });

  it('too many of them end their maker', async () => {
    const linux = await TestLinux.start({ files: 5000 });
    await begin(linux, 'many-files');
    expect((await linux.limit('disk')).value).toBeLessThan(RUN_LIMITS.disk);
    await until('the end of all', () => linux.submission().length === 0);
    await expectContained(linux);
  });
});

it('descriptors: there are as many as there may be, and no more', async () => {
  const linux = await TestLinux.start({ descriptors: 64 });
  const { terminal, pid } = await begin(linux, 'open-all');
  await linux.shows(terminal, 'EMFILE after 63');
  expect(linux.process(pid)?.descriptors).toHaveLength(64);
  await expectContained(linux);
});

describe('processor time', () => {
  it('ends with SIGXCPU', async () => {
    const linux = await TestLinux.start({ cpuSeconds: 1 });
    const { status } = await linux.run('spin');
    expect(status).toMatchObject({ kind: 'signaled', signal: 'SIGXCPU' });
  });

  it('ends with SIGKILL for who does not want to hear', async () => {
    const linux = await TestLinux.start({ cpuSeconds: 1 });
    const { status } = await linux.run('spin', 'deaf');
    expect(status).toMatchObject({ kind: 'signaled', signal: 'SIGKILL' });
  });

  it('does not keep the grader waiting, however many want it', async () => {
    const linux = await TestLinux.start();
    for (let i = 0; i < 8; i++) await begin(linux, 'spin');
    expect(linux.submission()).toHaveLength(8);
    await expectContained(linux);
  });
});

describe('output', () => {
  it('is cut at its limit, and the flood is over', async () => {
    const linux = await TestLinux.start({ output: MiB });
    const { terminal } = await begin(linux, 'flood');
    await linux.limit('output');
    await until('the end of all', () => linux.submission().length === 0);
    const shown = linux.all('output').filter((event) => event.terminal === terminal.index);
    const total = shown.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(total).toBeGreaterThan(MiB);
    expect(total).toBeLessThan(MiB + 65_536);
    await expectContained(linux);
  });

  it.each(['1000', '1', '0'])('to the log is cut too, with messages of %s bytes', async (length) => {
    const linux = await TestLinux.start();
    await begin(linux, 'syslog-flood', length);
    await linux.limit('output');
    const told = linux.all('syslog').length;
    // PID 1 has served many requests since, and told nothing more of it.
    for (let round = 0; round < 20; round++) await linux.sandbox.list();
    expect(linux.all('syslog')).toHaveLength(told);
    expect(told).toBeLessThan(5000);
    await expectContained(linux);
  });
});
