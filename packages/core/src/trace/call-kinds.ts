import type { Call } from '../evidence.ts';

/** Calls that wait for others, unless they are told not to. */
const WAITS: ReadonlySet<string> = new Set(
  (
    'wait4 waitid read readv nanosleep clock_nanosleep pause rt_sigsuspend rt_sigtimedwait futex ' +
    'poll ppoll select pselect6 epoll_wait epoll_pwait epoll_pwait2 flock semop semtimedop msgrcv mq_timedreceive ' +
    'accept accept4 recvfrom recvmsg splice open openat openat2 fcntl'
  ).split(' '),
);
/** Those wait on a full pipe or socket, pipe(7), unix(7); on a terminal or a file they only take their time. */
const FULL_WRITE = /^(write|writev|sendto|sendmsg)\(\d+<(pipe|socket):/;
/**
 * What is never waited in: waitpid(2) with WNOHANG, flock(2) with LOCK_NB or to unlock, futex(2) to wake, fcntl(2) but for
 * a lock, open(2) of a FIFO for both ends or without waiting (fifo(7)), and whatever the loader does with a library.
 */
const NEVER_WAITS = [
  /\b(WNOHANG|LOCK_NB|LOCK_UN|MSG_DONTWAIT|IPC_NOWAIT)\b/,
  /^futex\((?!.*\bFUTEX_(WAIT|LOCK))/,
  /^fcntl\((?!.*\bF_(OFD_)?SETLKW\b)/,
  /^open(at2?)?\(.*\bO_(RDWR|NONBLOCK|DIRECTORY|PATH)\b/,
  /^(open(at2?)?\([^"]*"|readv?\(\d+<)\/(lib|usr|etc|proc)\b/,
];

/** Is it a call that waits for others, or for a time? */
export function mayWait({ name, args }: Call): boolean {
  const text = `${name}(${args}`;
  return (WAITS.has(name) || FULL_WRITE.test(text)) && !NEVER_WAITS.some((never) => never.test(text));
}

/** Waits for no longer than a time, and goes on when that is over: nanosleep(2), poll(2), sigtimedwait(2), futex(2). */
export function isTimed({ name, args }: Call): boolean {
  return (
    /sleep/.test(name) ||
    /\btv_u?n?sec=/.test(args) ||
    (/poll/.test(name) && /, \d+(, NULL, \d+)?$/.test(args))
  );
}

/** An exec by another thread than the main one waits until that and all others are gone, execve(2). */
export function replacesThreads({ name, pid, tid }: Call): boolean {
  return name.startsWith('execve') && tid !== pid;
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
