import type { ProcessState } from '@proclab/core';

/**
 * Functions that let time alone wake a process, whatever else it waits for: alarm(2), setitimer(2), timer_create(2),
 * timerfd_create(2); time limits of terminals and sockets; and syscall(2), which may be any of these.
 */
// prettier-ignore
const CLOCKS = [
  'alarm', 'ualarm', 'setitimer', 'timer_create', 'timer_settime', 'timerfd_create', 'timerfd_settime',
  'tcsetattr', 'setsockopt', 'syscall',
];

/** Where the kernel lets a process sleep until another process does something; names differ from kernel to kernel. */
const ENDLESS_WAITS =
  /(?:^|_)pause$|pipe_(?:read|write|wait)$|^sigsuspend|^wait_for_partner$|^do_wait$|^wait_woken$/;

/** Can nothing in this program end a wait by itself? Told from the names in the executable. */
export function knowsNoClock(executable: string | Uint8Array): boolean {
  const names = Buffer.from(executable);
  return CLOCKS.every((name) => !names.includes(`\0${name}\0`));
}

/**
 * Does every process of the submission wait for one of the others, or for somebody at the terminal? Then nothing will
 * happen any more. Only those are trusted to wait for ever that run one of these executables, with one thread.
 */
export function isStuck(
  processes: readonly ProcessState[],
  clockless: ReadonlySet<string>,
  traced: boolean,
): boolean {
  const alive = processes.filter(({ state }) => state !== 'Z');
  // A tracer holds zombies back until it has taken them down; only then does their parent wake.
  if (traced && alive.length < processes.length) return false;
  return alive.length > 0 && alive.every((process) => waitsForEver(process, clockless));
}

function waitsForEver(process: ProcessState, clockless: ReadonlySet<string>): boolean {
  if (process.state === 'T') return true;
  if (process.state !== 'S' || process.threads !== 1) return false;
  return ENDLESS_WAITS.test(process.wchan ?? '') && clockless.has(process.exe ?? '');
}
