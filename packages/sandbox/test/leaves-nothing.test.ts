import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './bundle.ts';
import { LABINIT, TestLinux, helpersAlive, hostPidsIn, program, until } from './support.ts';

let folder: string;
let grader: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proclab-killed-'));
  grader = await bundle('grade-for-ever', folder);
  for (const name of ['outlive', 'stubborn-daemons'])
    await writeFile(join(folder, name), await program(name), { mode: 0o755 });
});

afterAll(() => rm(folder, { recursive: true }));

describe('the end of bwrap', () => {
  it('is the end of everything', async () => {
    const linux = await TestLinux.start();
    const { namespace } = linux;
    await linux.run('stubborn-daemons');
    const bwrap = /^PPid:\s*(\d+)/m.exec(
      await readFile(`/proc/${linux.sandbox.hostPid}/status`, 'utf8'),
    )?.[1];
    process.kill(Number(bwrap), 'SIGKILL');
    await until('an empty namespace', () => hostPidsIn(namespace).length === 0);
    await until('the end of all', () => linux.sandbox.gone);
    expect(linux.processes()).toEqual([]);
    expect(linux.sandbox.lost).toBe(true);
  });

  it('at any moment of its start, and is told', async () => {
    const loser = await bundle('lose-bwrap', folder);
    const args = [process.execPath, loser, LABINIT, '60'];
    // It ends when the last process has ended that the loser has started.
    const { stdout } = await execa(join(folder, 'outlive'), args, { timeout: 100_000 });
    const [, ...told] = stdout.trim().split('\n');
    expect(told.pop()).toBe('ended 0');
    expect(told).toHaveLength(60);
    expect(told.filter((each) => !['started', 'SANDBOX_START'].includes(each))).toEqual([]);
    expect(told).toContain('SANDBOX_START');
  });
});

describe('stop', () => {
  it('ends everything, whatever it ignores', async () => {
    const linux = await TestLinux.start();
    const { namespace } = linux;
    await linux.run('stubborn-daemons');
    await until('20 daemons', () => linux.submission().length === 20);
    expect(hostPidsIn(namespace)).toHaveLength(22);
    await linux.sandbox.stop();
    expect(hostPidsIn(namespace)).toEqual([]);
    expect(linux.processes()).toEqual([]);
    expect(helpersAlive()).toEqual([]);
    expect(linux.sandbox.lost).toBe(false);
  });

  it('leaves no mount and no file', async () => {
    const mounts = await readFile('/proc/self/mounts', 'utf8');
    const mine = () => readdirSync(tmpdir()).filter((name) => /bwrap|labinit/.test(name));
    const before = mine();
    const linux = await TestLinux.start();
    await linux.run('write-file', '/tmp/left', '/dev/shm/left');
    await linux.sandbox.stop();
    expect(await readFile('/proc/self/mounts', 'utf8')).toBe(mounts);
    expect(mine()).toEqual(before);
    expect([...readdirSync('/dev/shm'), ...readdirSync('/tmp')]).not.toContain('left');
  });

  it('can come right after the start, and twice', async () => {
    for (let round = 0; round < 5; round++) {
      const linux = await TestLinux.start();
      await Promise.all([linux.sandbox.stop(), linux.sandbox.stop()]);
      expect(linux.sandbox.gone).toBe(true);
      await expect(linux.sandbox.openTerminal(0)).rejects.toThrow('SANDBOX_LOST');
    }
    expect(helpersAlive()).toEqual([]);
  });
});

/** Random moments of each stage; the start, where the most is in between, gets the most. */
const STAGES = { start: 8, open: 2, run: 3, hold: 2, trace: 4, look: 3 };

describe('SIGKILL to the grader leaves nothing', () => {
  it.each(Object.entries(STAGES))('at stage “%s”, %i times', async (stage, times) => {
    for (let round = 0; round < times; round++) {
      const args = [process.execPath, grader, LABINIT, join(folder, 'stubborn-daemons')];
      // It ends when the last process has ended that the grader has started.
      const outlive = execa(join(folder, 'outlive'), args, { lines: true, timeout: 100_000 });
      let pid = 0;
      for await (const line of outlive) {
        if (line.startsWith('pid ')) pid = Number(line.slice(4));
        if (line !== stage) continue;
        setTimeout(() => process.kill(pid, 'SIGKILL'), Math.random() * 12);
      }
      const { stdout, stderr } = await outlive;
      expect(stderr).toEqual([]);
      expect(stdout.at(-1)).toBe('ended 9');
    }
  });
});
