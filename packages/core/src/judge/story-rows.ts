import type { Call, ProcessLife, Trace } from '../evidence.ts';
import { FORKS } from '../trace/holds.ts';
import { shortCall } from '../trace/short-call.ts';
import type { StoryEvent } from '../verdict.ts';

/** Something that a thread did or that befell it. */
export interface Happening {
  readonly at: number;
  readonly event: StoryEvent;
}

/** The calls that make, replace, end and wait for processes, and by which they get at each other. */
// prettier-ignore
const TOLD: ReadonlySet<string> = new Set([
  ...FORKS, 'execve', 'execveat', 'exit', 'exit_group', 'wait4', 'waitid',
  'kill', 'tkill', 'tgkill', 'rt_sigaction', 'pause', 'rt_sigsuspend', 'rt_sigtimedwait',
  'read', 'readv', 'pread64', 'write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'open', 'openat', 'openat2', 'creat', 'mmap', 'pipe', 'pipe2',
  'unlink', 'unlinkat', 'mknod', 'mknodat', 'flock', 'setsid', 'setpgid',
  'nanosleep', 'clock_nanosleep', 'futex', 'poll', 'ppoll', 'select', 'pselect6', 'epoll_wait', 'epoll_pwait',
  'epoll_pwait2', 'mq_timedreceive',
  'semop', 'semtimedop', 'msgrcv', 'accept', 'accept4', 'recvfrom', 'recvmsg',
]);
/** What takes effect as soon as it is called; anything else may have waited, and has its effect when it returns. */
const AT_ONCE =
  /^(?:fork|vfork|clone3?|exit|exit_group|write|writev|pwrite64|pwritev2?|kill|tkill|tgkill|futex)$/;
/** What ld.so(8), locales and the like read. */
const LIBRARIES =
  /^(?:AT_FDCWD<[^>]*>, )?(?:"|\d+<)\/(?:usr\/)?(?:lib|etc\/ld\.so|share\/(?:locale|zoneinfo))/;

/**
 * What a thread did that others could notice, in order: calls, without what the loader does and without births of
 * others than `partner`; signals; and its end by one. A SIGCHLD counts only where the process ever installs an action for it.
 *
 * @param isSlowed is it a call that the schedule lets wait before it is made? Then it takes effect when it returns.
 */
export function happeningsOf(
  trace: Trace,
  life: ProcessLife,
  tid: number,
  partner: number,
  isSlowed: (call: Call) => boolean,
): Happening[] {
  const calls = trace.calls.filter((call) => call.pid === life.pid);
  // Until its first exec a program that the scenario starts is the grader's own.
  const since = life.bornBy === 'start' ? (life.execs[0]?.at ?? life.bornAt) : life.bornAt;
  const told = calls.filter((call) => call.tid === tid && call.at >= since && isTold(call, partner));
  const minds = (signal: string) =>
    signal !== 'SIGCHLD' ||
    calls.some(({ name, args }) => name === 'rt_sigaction' && args.startsWith('SIGCHLD, {'));
  const killed = life.ended?.status.kind === 'signaled' ? life.ended.status.signal : null;
  const signals = trace.signals.filter(
    (each) =>
      each.tid === tid &&
      each.at >= since &&
      minds(each.signal) &&
      // Its end tells as much.
      (each.handler !== null || each.signal !== killed),
  );
  return [
    ...told.map((call): Happening => ({
      at: isSlowed(call) || !AT_ONCE.test(call.name) ? (call.returnedAt ?? call.at) : call.at,
      event: { kind: 'call', text: shortCall(call) },
    })),
    ...signals.map(({ at, signal, handler }): Happening => ({
      at,
      event: { kind: 'signal', signal, handled: handler !== null },
    })),
    ...(killed !== null && life.ended !== null && tid === life.pid
      ? [{ at: life.ended.at, event: { kind: 'killed', signal: killed } } as const]
      : []),
  ].toSorted((a, b) => a.at - b.at);
}

function isTold({ name, args, result, error }: Call, partner: number): boolean {
  if (!TOLD.has(name) || LIBRARIES.test(args)) return false;
  // Where the kernel or a sandbox lacks clone3, the C library goes on with clone.
  if (FORKS.has(name)) return result === partner || (error !== null && error !== 'ENOSYS');
  // Memory of its own is nobody else's business; nor are the signals that the C library keeps for itself.
  if (name === 'mmap') return args.includes('MAP_SHARED');
  if (name === 'rt_sigaction') return /^SIG[A-Z0-9]+, \{/.test(args);
  return true;
}
