import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { bwrapArguments } from './bwrap.ts';
import { startFault, type SandboxError } from './fault.ts';
import type { Limits } from './limits.ts';
import { sandboxUser } from './user.ts';

/** Starts bwrap with PID 1's executable on a descriptor, so that no folder of the host need be readable to it. */
export function spawnBwrap(labinit: string, limits: Limits, firstPid: number): ChildProcess {
  const program = openSync(labinit, 'r');
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

/** Resolves, once bwrap has ended, with an error made of what it printed. */
export function whyItDied(child: ChildProcess): Promise<SandboxError> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(startFault('', error)));
    child.once('close', () => resolve(startFault(said)));
  });
}

/** PID 1 is the only child of bwrap, /proc/PID/task/TID/children, proc(5). */
export function onlyChildOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}
