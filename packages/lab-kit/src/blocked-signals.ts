import type { Call, Run } from '@proclab/core';
import { birthCall } from './calls.ts';

/** `SIG_BLOCK, [USR1 CHLD], [], 8`, rt_sigprocmask(2); `~[USR1]` is all but that one. */
const CHANGE = /^SIG_(BLOCK|UNBLOCK|SETMASK), (~?)\[([^\]]*)\]/;
/** `{mask=[USR1]}`: what sigreturn(2) puts back. */
const RESTORED = /mask=(~?)\[([^\]]*)\]/;

/**
 * Was a signal blocked in a thread, sigprocmask(2), at a time of a traced run in which `rt_sigprocmask` was traced too?
 * A new process or thread begins with the mask of its maker, fork(2), pthread_create(3). What a call such as
 * sigsuspend(2) puts in place for its own duration is not counted.
 *
 * @param tid the thread; the pid of the process for its main thread
 */
export function isBlocked(run: Run, tid: number, signal: string, at: number): boolean {
  const calls = run.trace?.calls ?? [];
  const name = signal.replace(/^SIG/, '');
  const last = calls.findLast((call) => call.tid === tid && call.at < at && sets(call, name) !== null);
  if (last !== undefined) return sets(last, name)!;
  const birth = birthCall(run, tid);
  return birth === undefined ? false : isBlocked(run, birth.tid, signal, birth.at);
}

/** Whether a signal is blocked after a call; null where the call leaves that as it was. */
function sets({ name, args, error }: Call, signal: string): boolean | null {
  if (name === 'rt_sigreturn') {
    const [, but, list] = RESTORED.exec(args) ?? [];
    return list === undefined ? null : names(but, list, signal);
  }
  if (name !== 'rt_sigprocmask' || error !== null) return null;
  const [, how, but, list] = CHANGE.exec(args) ?? [];
  if (list === undefined) return null;
  const named = names(but, list, signal);
  if (how === 'SETMASK') return named;
  return named ? how === 'BLOCK' : null;
}

function names(but: string | undefined, list: string, signal: string): boolean {
  return list.split(' ').includes(signal) !== (but === '~');
}
