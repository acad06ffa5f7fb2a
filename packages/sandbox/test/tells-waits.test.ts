import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { tellsWaits } from '../src/proc/tells-waits.ts';
import { TestLinux } from './support.ts';

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
