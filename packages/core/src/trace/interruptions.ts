import type { Attempt } from './attempts.ts';
import type { OpenCall, Thread } from './process.ts';
import { hasHandler, restartsAfter } from './signals.ts';

/** The kernel left a call to deliver a signal; whether it goes on shows later. */
export function breakOff(thread: Thread, call: OpenCall, reason: string): void {
  thread.broken.push({ call, reason, handlers: thread.handlers });
}

/** A signal is delivered. Without a handler it leaves no trace in the call it broke off. */
export function interrupt(thread: Thread, signal: string, at: number): void {
  const { actions } = thread.process;
  if (!hasHandler(actions, signal)) return;
  const broken = brokenHere(thread);
  if (broken && !restartsAfter(actions, signal, broken.reason)) {
    thread.broken.pop();
    fail(broken.call, at);
  }
  thread.handlers++;
}

/** The call that a thread goes on with when it enters the kernel again; null for a new one. */
export function resume(thread: Thread, { name, at }: Attempt): OpenCall | null {
  const broken = brokenHere(thread);
  if (name === 'rt_sigreturn') thread.handlers = Math.max(0, thread.handlers - 1);
  if (!broken) return null;
  thread.broken.pop();
  if (name === broken.call.name || name === 'restart_syscall') return broken.call;
  // something else came first: the program was told of the interruption after all
  fail(broken.call, at);
  return null;
}

/** What was broken off outside of a handler does not go on inside of it. */
function brokenHere(thread: Thread): Thread['broken'][number] | null {
  const broken = thread.broken.at(-1);
  return broken?.handlers === thread.handlers ? broken : null;
}

function fail(call: OpenCall, at: number): void {
  call.returnedAt = at;
  call.result = -1;
  call.error = 'EINTR';
}
