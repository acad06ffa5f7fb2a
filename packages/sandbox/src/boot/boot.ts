import { DEFAULT_INITTAB } from '../bwrap.ts';
import { bootFault } from '../fault.ts';
import { readProcesses } from '../proc/read-processes.ts';
import type { Sandbox } from '../sandbox.ts';
import { BOOT_FILES, bootPlan, inittabSteps, type BootFile, type BootStep } from './boot-plan.ts';
import { startInit } from './start-init.ts';

/** A Linux that was switched off and on again. */
export interface Booted {
  /** Host pid of the new PID 1. */
  readonly hostPid: number;
  /** What the disk asked to be started. */
  readonly steps: readonly BootStep[];
}

const LARGEST = 64 << 10;
const SIGKILL = 9;
/** Everything is gone in a few milliseconds, unless it forks faster than it can be ended. */
const PATIENCE_MS = 5000;

/**
 * Pulls the plug of a sandbox and starts a real init over the same disk: busybox, with what the disk asks for. What
 * a machine has in memory only (/run, /tmp, /dev/shm) is empty then. Throws a SandboxError when it does not come up.
 */
export async function boot(sandbox: Sandbox, firstPid: number): Promise<Booted> {
  await endAll(sandbox);
  const files = await bootFiles(sandbox);
  const own = files.find(({ path }) => path === '/etc/inittab')?.content;
  const steps = own === DEFAULT_INITTAB ? bootPlan(files) : inittabSteps(own ?? '');
  if (own === DEFAULT_INITTAB) {
    const paths = steps.map((_, index) => `/.lab/boot-${index + 1}`);
    for (const [index, { script }] of steps.entries())
      await sandbox.write(paths[index]!, `#!/bin/sh\n${script}\n`, 0o755);
    await sandbox.write('/etc/inittab', paths.map((path) => `::once:${path}\n`).join(''));
  }
  return { hostPid: await startInit(sandbox.hostPid, sandbox.limits, firstPid), steps };
}

async function endAll(sandbox: Sandbox): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const others = readProcesses(sandbox.hostPid, new Set()).filter(({ pid }) => pid !== 1);
    if (others.length === 0) return;
    if (performance.now() > deadline) throw bootFault(`${others.length} processes do not end`);
    for (const { pid } of others) await sandbox.signal(pid, SIGKILL);
  }
}

async function bootFiles(sandbox: Sandbox): Promise<BootFile[]> {
  const listed = (await sandbox.list()).filter(({ path }) => BOOT_FILES.test(path));
  return Promise.all(
    listed.map(async ({ path, mode }) => ({
      path,
      mode,
      content: (await sandbox.read(path, LARGEST))?.toString() ?? null,
    })),
  );
}
