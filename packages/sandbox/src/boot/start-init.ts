import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { bootFault, toolFault } from '../fault.ts';
import type { Limits } from '../limits.ts';
import { onlyChildOf } from '../spawn-bwrap.ts';
import { sandboxUser } from '../user.ts';

const BUSYBOX = '/usr/bin/busybox';

/**
 * Starts busybox as PID 1 of a new PID namespace over the disk of a sandbox, confined as every program in it is.
 * The namespace lies inside that of the sandbox, so that it ends with it. Gives the pid by which the host
 * knows that init. Throws a SandboxError when it does not come up.
 */
export async function startInit(sandboxHostPid: number, limits: Limits, firstPid: number): Promise<number> {
  // The sandbox has the same /usr; init itself has nobody left to tell that it cannot be started.
  if (!existsSync(BUSYBOX)) throw toolFault('busybox');
  const { processes, addressSpace, fileSize, descriptors, cpuSeconds } = limits;
  const confined = [firstPid, processes, addressSpace, fileSize, descriptors, cpuSeconds].map(String);
  // prettier-ignore
  const child = spawn('nsenter', [
    '-t', String(sandboxHostPid), '-U', '--preserve-credentials', '-m', '-i', '-u', '-n', '-p', '--',
    'unshare', '-p', '-f', '-m', '--mount-proc', '--kill-child=SIGKILL', '--',
    '/.lab/init', 'boot', ...confined, BUSYBOX, 'init',
  ], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    ...sandboxUser(),
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(0, 4096)));
  await new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(bootFault(error.message)));
    child.once('close', () => reject(bootFault(said)));
    child.stdout.once('data', () => resolve());
  });
  const unshare = onlyChildOf(child.pid ?? 0);
  const init = unshare === null ? null : onlyChildOf(unshare);
  if (init === null) throw bootFault(said);
  return init;
}
