import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SKIP_OLDER = join(import.meta.dirname, '../dist/skip-older.so');

/** The pids that a program finds in a folder of /proc when it is told which processes are too old to matter. */
function pidsListed(folder: string, first: number): number[] {
  const env = { ...process.env, LD_PRELOAD: SKIP_OLDER, PROCLAB_FIRST_PID: String(first) };
  const names = execFileSync('ls', ['-U', folder], { env, encoding: 'utf8' }).split('\n');
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

describe('what strace sees of /proc', () => {
  it('leaves out processes older than the sandbox, and nothing else', () => {
    const pids = pidsListed('/proc', process.pid);
    expect(pids).toContain(process.pid);
    expect(Math.min(...pids)).toBe(process.pid);
    expect(pidsListed('/proc', 1)).toContain(1);
  });

  it('keeps the threads of each process', () => {
    expect(pidsListed('/proc/self/task', 2 ** 22)).toHaveLength(1);
    expect(pidsListed(`/proc/${process.pid}/task`, 2 ** 22)).toContain(process.pid);
  });

  it('is everything once pids have begun anew, and tell nothing about age', () => {
    expect(pidsListed('/proc', 2 ** 22)).toEqual(expect.arrayContaining([1, process.pid]));
  });
});
