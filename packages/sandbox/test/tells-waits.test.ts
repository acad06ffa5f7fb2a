import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { glanceAtProcesses } from '../src/index.ts';
import { tellsWaits } from '../src/proc/tells-waits.ts';
import { TestLinux, until } from './support.ts';

it('holds for every sandbox of this machine, however busy it is', async () => {
  const spinning = Array.from({ length: 8 }, () =>
    spawn('sh', ['-c', 'while :; do :; done'], { timeout: 20_000 }),
  );
  try {
    for (let round = 0; round < 30; round++) {
      const { sandbox } = await TestLinux.start();
      expect(sandbox.tellsWaits).toBe(true);
      await sandbox.stop();
    }
  } finally {
    for (const each of spinning) each.kill('SIGKILL');
  }
});

it('is not said of who runs', async () => {
  const busy = spawn('sh', ['-c', 'while :; do :; done'], { timeout: 10_000 });
  await once(busy, 'spawn');
  expect(tellsWaits(busy.pid!)).toBe(true);
  busy.kill('SIGKILL');
});

it('tells one who slept no more from one of whom the kernel tells nothing', async () => {
  const linux = await TestLinux.start();
  const terminal = await linux.openTerminal();
  const pid = await linux.start(terminal, 'wait-here');
  const { hostPid } = linux.sandbox;
  const glance = (tells: boolean) =>
    glanceAtProcesses(hostPid, new Set(), tells).find((each) => each.pid === pid)!;
  await until('it is asleep', () => glance(true).state === 'S');
  expect(glance(true).wchan).toMatch(/pause/);
  expect(glance(false).wchan).toBeNull();

  const asleep = glance(true);
  await linux.sandbox.signal(pid, 9);
  await until('it is gone', () => linux.process(pid) === undefined);
  expect([asleep.state, asleep.wchan]).toEqual(['S', '0']);
});
