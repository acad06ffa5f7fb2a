import { cpus, release, type as systemName } from 'node:os';
import type { MachineEvidence, Weakness } from '@proclab/core';
import type { Sandbox } from '@proclab/sandbox';

/** The machine as it is at this moment, told by itself and by a sandbox that was started on it; null if none came up. */
export function machineEvidence(
  sandbox: Pick<Sandbox, 'limitsSystemV' | 'tellsWaits'> | null,
): MachineEvidence {
  return {
    kernel: `${systemName()} ${release()}`,
    arch: process.arch,
    cpus: cpus().length,
    root: process.getuid?.() === 0,
    weaknesses: [
      ...(sandbox?.limitsSystemV === false ? [SYSTEM_V_REFUSED] : []),
      ...(sandbox?.tellsWaits === false ? [WAITS_HIDDEN] : []),
    ],
    gradedAt: new Date().toISOString(),
  };
}

const SYSTEM_V_REFUSED: Weakness = {
  code: 'SYSTEM_V_REFUSED',
  what: {
    zh: '这台机器的内核（Linux 6.9 之前）无法限制 System V IPC，因此程序里的 shmget、semget 和 msgget 都会失败（EPERM）。',
    en: 'The kernel of this machine (before Linux 6.9) cannot limit System V IPC, so shmget, semget and msgget fail in programs (EPERM).',
  },
};

const WAITS_HIDDEN: Weakness = {
  code: 'WAITS_HIDDEN',
  what: {
    zh: '这台机器的内核不透露进程睡在哪里（/proc/PID/wchan）：互相等待的进程要到时限才看得出来，“在某个调用里等待”只能看出“在睡眠”。',
    en: 'The kernel of this machine does not tell where a process sleeps (/proc/PID/wchan): a deadlock is seen only at its deadline, and of waiting in a certain call no more than that it sleeps.',
  },
};
