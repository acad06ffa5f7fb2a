import { describe, expect, it } from 'vitest';
import { HOME, runPs } from '../src/index.ts';
import { TestLinux, helpersAlive, until } from './support.ts';

/** How long this thread can do nothing else, ms. */
const LONGER_THAN_PS_MAY_TAKE = 5500;

const ps = (linux: TestLinux) => runPs(linux.sandbox.hostPid, () => linux.processes());

/** A family with a member of each kind, all settled. */
async function family(): Promise<TestLinux> {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  await linux.start(terminal, 'family');
  await linux.shows(terminal, 'born');
  const present = () => {
    const processes = linux.submission();
    return (
      processes.some(({ state }) => state === 'Z') &&
      processes.some(({ state }) => state === 'T') &&
      processes.some(({ threads }) => threads === 4) &&
      processes.some(({ tty, sid, pid }) => tty === null && sid === pid)
    );
  };
  await until('the whole family', present);
  return linux;
}

describe('ps and /proc', () => {
  it('agree on zombies, stopped processes, threads and daemons', async () => {
    const linux = await family();
    for (let round = 0; round < 5; round++) {
      const reading = await ps(linux);
      expect(reading.ps.trouble).toBeNull();
      expect(reading.ps.disagreements).toEqual([]);
      expect(reading.ps.rows.map(({ pid }) => pid)).toEqual(reading.processes.map(({ pid }) => pid));
      expect(reading.ps.rows).toHaveLength(7);
    }
  });

  it('agree however late the grader, busy itself, comes to hear what ps has printed', async () => {
    const linux = await family();
    const reading = ps(linux);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LONGER_THAN_PS_MAY_TAKE);
    const { rows, trouble, disagreements } = (await reading).ps;
    expect({ trouble, disagreements }).toEqual({ trouble: null, disagreements: [] });
    expect(rows).toHaveLength(7);
  });

  it('can still look when a fork bomb has filled the process table of its user', async () => {
    const linux = await TestLinux.start();
    const terminal = await linux.openTerminal();
    await linux.start(terminal, 'fork-bomb');
    await linux.limit('processes');
    const reading = await ps(linux);
    expect(reading.ps.trouble).toBeNull();
    expect(reading.ps.rows.length).toBeGreaterThan(32);
  });

  it('both show a zombie as what it is', async () => {
    const linux = await family();
    const reading = await ps(linux);
    const zombie = reading.processes.find(({ state }) => state === 'Z');
    const row = reading.ps.rows.find(({ pid }) => pid === zombie?.pid)?.line;
    expect(row).toMatch(/ pts\/0 +Z\+? +1 \[family\] <defunct>$/);
  });

  it('leave the ps of the grader out', async () => {
    const linux = await family();
    const reading = await ps(linux);
    expect(reading.ps.rows.filter(({ line }) => line.includes('ps -eo'))).toEqual([]);
    expect(reading.processes.filter(({ comm }) => comm === 'ps')).toEqual([]);
  });
});

describe.each(['init', 'ps', '-sh'])('a program that calls itself %s', (name) => {
  it('is seen as what it is', async () => {
    const linux = await TestLinux.start();
    const terminal = await linux.openTerminal();
    const pid = await linux.start(terminal, 'disguise', name);
    await linux.shows(terminal, 'disguised');
    expect(linux.process(pid)).toMatchObject({
      comm: name,
      role: 'submission',
      exe: `${HOME}/disguise`,
      cwd: HOME,
      descriptors: [0, 1, 2].map((fd) => ({ fd, target: `/dev/${terminal.tty}` })),
    });
    expect(linux.process(pid)?.argv[0]).toBe(name);
    expect(linux.processes().filter(({ role }) => role === 'init')).toHaveLength(1);
    expect((await ps(linux)).ps.disagreements).toEqual([]);
  });
});

describe('a submission that is at war with ps', () => {
  it('is named when it kills ps, and /proc goes on telling the truth', async () => {
    const linux = await TestLinux.start();
    const terminal = await linux.openTerminal();
    await linux.start(terminal, 'kill-all');
    await until('the end of the shell', () => linux.all('shell-ended').length);
    const reading = await until('ps is lost', async () => {
      const each = await ps(linux);
      expect(each.processes.filter(({ role }) => role === 'submission')).toMatchObject([
        { comm: 'kill-all', exe: `${HOME}/kill-all`, ppid: 1, tty: null },
      ]);
      return each.ps.trouble && each;
    });
    expect(reading.ps.trouble?.en).toContain('SIGKILL');
    expect(reading.ps.rows).toEqual([]);
  });

  it('is named when it stops ps, which leaves nothing behind', async () => {
    const linux = await TestLinux.start();
    const terminal = await linux.openTerminal();
    await linux.start(terminal, 'stop-all');
    await until('the daemon', () => linux.submission().some(({ ppid }) => ppid === 1));
    const reading = await until('ps is held', async () => {
      const each = await ps(linux);
      return each.ps.trouble && each;
    });
    expect(reading.ps.trouble?.en).toContain('within 5 s');
    expect(reading.processes.some(({ comm }) => comm === 'stop-all')).toBe(true);
    expect(helpersAlive()).toEqual(['bwrap']);
  });

  it('cannot write into what ps prints', async () => {
    const linux = await TestLinux.start();
    const terminal = await linux.openTerminal();
    await linux.start(terminal, 'forge-ps');
    await until('it has met ps', async () => {
      const reading = await ps(linux);
      expect(reading.ps.rows.map(({ line }) => line).join('\n')).not.toMatch(/4242|forged/);
      return linux.output(terminal).includes('saw ps');
    });
    for (let round = 0; round < 10; round++) {
      const reading = await ps(linux);
      expect(reading.ps.rows.map(({ pid }) => pid)).not.toContain(4242);
      expect(reading.ps.disagreements).toEqual([]);
    }
    expect(linux.output(terminal)).not.toContain('wrote');
  });
});
