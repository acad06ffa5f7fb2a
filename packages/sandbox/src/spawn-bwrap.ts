import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { bwrapArguments } from './bwrap.ts';
import { startFault, type SandboxError } from './fault.ts';
import type { Limits } from './limits.ts';
import { openBuilt } from './open-built.ts';
import { readText } from './proc/read-text.ts';
import { sandboxUser } from './user.ts';

/**
 * Starts bwrap with PID 1's executable on a descriptor, so that no folder of the host need be readable to it. Throws a
 * SandboxError when that has not been built.
 */
export function spawnBwrap(labinit: string, limits: Limits, firstPid: number): ChildProcess {
  const program = openBuilt(labinit);
  try {
    return spawn('bwrap', bwrapArguments(limits, firstPid), {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', program],
      // A session of its own: a Ctrl-C for the grader must not meet bwrap half-way.
      detached: true,
      cwd: '/',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
      ...sandboxUser(),
    });
  } finally {
    closeSync(program);
  }
}

/**
 * Resolves, once bwrap has ended, with an error made of what it printed. If it was killed while it set up, its child
 * would wait for it for ever: that is ended, too. PID 1 itself has left this process group by then.
 */
export function whyItDied(child: ChildProcess): Promise<SandboxError> {
  let said = '';
  child.once('exit', () => endGroup(child));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(startFault(error.message)));
    child.once('close', (code, signal) =>
      resolve(startFault(said || `bwrap: ${signal ?? `exit status ${code}`}`)),
    );
  });
}

/** PID 1 is the only child of bwrap, /proc/PID/task/TID/children, proc(5); null when either has ended. */
export function onlyChildOf(pid: number): number | null {
  return Number.parseInt(readText(`/proc/${pid}/task/${pid}/children`), 10) || null;
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // As always, nobody is left in it.
  }
}
