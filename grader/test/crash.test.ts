import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ROOT, grade, scratchFolder } from './support.ts';

/** Tries per signal, at moments spread over the whole grade. */
const TRIES = 12;
const LAST_MOMENT_MS = 700;

describe('a grader that is ended at any moment leaves nothing behind', () => {
  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    '%s',
    async (signal) => {
      for (let attempt = 0; attempt < TRIES; attempt++) {
        const grader = spawn(
          join(ROOT, 'grade'),
          ['lab-08/ticker', '--reference', '--out', join(scratchFolder(), 'out')],
          {
            detached: true,
            stdio: 'ignore',
          },
        );
        await pause((LAST_MOMENT_MS * attempt) / TRIES);
        expect(grader.exitCode).toBeNull();
        // Stopped first, so that it starts nothing more between being looked at and being ended.
        grader.kill('SIGSTOP');
        const family = descendants(grader.pid!);
        grader.kill(signal);
        grader.kill('SIGCONT');
        await once(grader, 'exit');
        await expect
          .poll(() => family.filter(isAlive), { timeout: 10_000, message: `${signal}, attempt ${attempt}` })
          .toEqual([]);
      }
    },
    120_000,
  );

  it('and the next grade is right', async () => {
    expect((await grade(['lab-01/siblings', '--reference'])).exitCode).toBe(0);
  });
});

describe('a result is whole or not there', () => {
  it('when the grader is killed while it saves', async () => {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const out = join(scratchFolder(), 'out');
      const grader = spawn(join(ROOT, 'grade'), ['lab-01/siblings', '--reference', '--out', out], {
        stdio: 'ignore',
      });
      const hasEnded = () => grader.exitCode !== null || grader.signalCode !== null;
      while (listing(out).length === 0 && !hasEnded()) await pause(5);
      grader.kill('SIGKILL');
      if (!hasEnded()) await once(grader, 'exit');
      for (const name of listing(out).filter((each) => each.endsWith('.json'))) {
        expect(() => JSON.parse(readFileSync(join(out, name), 'utf8'))).not.toThrow();
      }
    }
  }, 60_000);
});

function listing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** All processes below one, itself included, by walking /proc/PID/task/TID/children, proc(5). */
function descendants(pid: number): number[] {
  const tasks =
    read(`/proc/${pid}/task/${pid}/children`) +
    listing(`/proc/${pid}/task`)
      .map((tid) => ` ${read(`/proc/${pid}/task/${tid}/children`)}`)
      .join('');
  const children = [...new Set(tasks.split(/\s+/).filter(Boolean).map(Number))];
  return [pid, ...children.flatMap(descendants)];
}

/** A zombie is no longer alive: it waits for its new parent to reap it. */
function isAlive(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return stat !== '' && !/^\d+ \(.*\) [ZX]/s.test(stat);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
