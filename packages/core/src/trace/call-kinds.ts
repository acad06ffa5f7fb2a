import type { Call } from '../evidence.ts';

/** Calls that wait for others. */
const WAITS: ReadonlySet<string> = new Set(
  (
    'wait4 waitid read readv nanosleep clock_nanosleep pause rt_sigsuspend rt_sigtimedwait futex ' +
    'poll ppoll select pselect6 epoll_wait epoll_pwait flock semop semtimedop msgrcv ' +
    'accept accept4 recvfrom recvmsg splice open openat fcntl'
  ).split(' '),
);
/** Those wait on a full pipe or socket, pipe(7), unix(7); on a terminal or a file they only take their time. */
const FULL_WRITE = /^(write|writev|sendto|sendmsg)\(\d+<(pipe|socket):/;

/** Is it a call that waits for others, or for a time? */
export function mayWait({ name, args }: Call): boolean {
  return WAITS.has(name) || FULL_WRITE.test(`${name}(${args}`);
}

/** Sleeps for a time. */
export function isNap({ name }: Call): boolean {
  return /sleep|poll|select|epoll|timedwait/.test(name);
}

/** raise(3) calls tgkill(2), and kill(2) with pid 0 means the own group. */
export function stopsItself({ pid, name, args, result }: Call): boolean {
  const [, target, last] = /^(\d+)(?:, (\d+))?, SIG(?:STOP|TSTP|TTIN|TTOU)$/.exec(args) ?? [];
  return /^t?g?kill$/.test(name) && result === 0 && [0, pid].includes(Number(last ?? target));
}

/** What a caller then writes into its memory others may see at once, mmap(2), shmat(2), clone(2). */
export function sharesMemory({ name, args }: Call): boolean {
  return name === 'shmat' || /\bMAP_SHARED|\bCLONE_VM\b(?!.*CLONE_VFORK)/.test(args);
}
