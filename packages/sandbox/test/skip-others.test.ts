import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { childrenOf } from '../src/proc/host-pid.ts';
import { stateOf } from '../src/proc/read-processes.ts';
import { readText } from '../src/proc/read-text.ts';
import { hostPidsIn, TestLinux, until } from './support.ts';

const SKIP_OTHERS = join(import.meta.dirname, '../dist/skip-others.so');

/** The pids that a program finds in a folder of /proc when it is told which process is PID 1 of the sandbox. */
function pidsListed(folder: string, first: number): number[] {
  const env = { ...process.env, LD_PRELOAD: SKIP_OTHERS, PROCLAB_FIRST_PID: String(first) };
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

  it('leaves out processes that are not of the sandbox, however young', async () => {
    const linux = await TestLinux.start();
    await linux.openTerminal();
    const other = spawn('cat', { stdio: ['pipe', 'ignore', 'inherit'] });
    try {
      const pids = pidsListed('/proc', linux.sandbox.hostPid);
      expect(pids).toEqual(expect.arrayContaining(hostPidsIn(linux.namespace)));
      expect(pids).not.toContain(other.pid);
      expect(pidsListed('/proc', process.pid)).toContain(other.pid);
    } finally {
      other.kill();
    }
  });

  it('keeps the threads of each process', () => {
    expect(pidsListed('/proc/self/task', 2 ** 22)).toHaveLength(1);
    expect(pidsListed(`/proc/${process.pid}/task`, 2 ** 22)).toContain(process.pid);
  });

  it('is everything once pids have begun anew, and tell nothing about age', () => {
    expect(pidsListed('/proc', 2 ** 22)).toEqual(expect.arrayContaining([1, process.pid]));
  });
});

it('lets strace end with the grader, whatever it still waits for', async () => {
  // A shell plays the grader.
  const script = `PROCLAB_GRADER_PID=$$ LD_PRELOAD=${SKIP_OTHERS} strace -E LD_PRELOAD -E PROCLAB_GRADER_PID -o /dev/null tail -f /dev/null &
echo $!
wait`;
  const grader = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(grader.stdout, 'data')) as [Buffer];
  const strace = Number(line);
  const traced = await until('something is traced', () =>
    childrenOf(strace).find((pid) => readText(`/proc/${pid}/comm`) === 'tail\n'),
  );
  try {
    grader.kill('SIGKILL');
    await vi.waitFor(() => expect([null, 'Z']).toContain(stateOf(strace)), 15_000);
  } finally {
    process.kill(traced, 'SIGKILL');
  }
});
