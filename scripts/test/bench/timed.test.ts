import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CommandError, timed } from '../../bench/timed.ts';

const never = new AbortController().signal;

test('gives the time from start to end', async () => {
  const ms = await timed([process.execPath, '-e', 'setTimeout(() => {}, 50)'], { signal: never });
  expect(ms).toBeGreaterThan(50);
});

test.each([
  ['fails', ['/bin/false'], '1'],
  ['is killed', ['/bin/sh', '-c', 'kill -9 $$'], 'SIGKILL'],
  ['does not exist', ['/no/such/program'], 'ENOENT'],
] as const)('a command that %s has no time', async (_, argv, how) => {
  const running = timed(argv, { signal: never });
  await expect(running).rejects.toThrow(CommandError);
  await expect(running).rejects.toThrow(how);
});

test('an interrupted program is over when that is told', async () => {
  const interruption = new AbortController();
  const mark = `77${process.pid}`;
  const running = timed(['/bin/sleep', mark], { signal: interruption.signal });
  expect(sleepers(mark)).toBe(1);
  interruption.abort();
  await expect(running).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(sleepers(mark)).toBe(0);
});

/** How many processes have this argument, by their /proc/PID/cmdline, proc(5). */
function sleepers(argument: string): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[1] === argument;
      } catch {
        return false;
      }
    }).length;
}
