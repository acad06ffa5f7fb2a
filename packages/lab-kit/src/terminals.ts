import type { Call, Run } from '@proclab/core';
import { descriptorOf } from './calls.ts';
import type { Family } from './family.ts';
import { nameOf } from './traffic.ts';

const READS: ReadonlySet<string> = new Set(['read', 'readv']);

/** The names of a run's terminals in traced calls: `/dev/pts/0`, and `/dev/tty`, each process's own, tty(4). */
export function terminalsOf(run: Run): readonly string[] {
  return ['/dev/tty', ...run.terminals.map(({ tty }) => `/dev/${tty}`)];
}

/**
 * The calls of a traced run by which these processes got something that was typed, in order. The end of the input gives
 * nothing, read(2).
 */
export function typedReads(run: Run, pids: readonly number[]): readonly Call[] {
  const terminals = new Set(terminalsOf(run));
  return (run.trace?.calls ?? []).filter((call) => pids.includes(call.pid) && gotTyped(call, terminals));
}

/** Did a call get something that was typed at one of these terminals? */
export function gotTyped(call: Call, terminals: ReadonlySet<string>): boolean {
  const { name, result } = call;
  return READS.has(name) && (result ?? 0) > 0 && terminals.has(nameOf(descriptorOf(call)?.target ?? ''));
}

/** Who gets something from one of these knows what was typed, or that something was: read(2), select(2), poll(2), epoll(7). */
const TELLING = /^(readv?|p?poll|select|pselect6|epoll_p?wait2?)$/;

/**
 * The calls of a traced run by which somebody learned that something had been typed, in the order in which they returned:
 * reads of a terminal, and polls that found one readable. What an epoll watches is not traced; it is taken to be one.
 *
 * @param family whose calls; those of all processes when left out
 */
export function heardTyping(run: Run, family?: Pick<Family, 'program' | 'made'>): readonly Call[] {
  const pids = family && [family.program, ...family.made].map(({ pid }) => pid);
  const terminals = terminalsOf(run).map((path) => `<${path}>`);
  return (run.trace?.calls ?? [])
    .filter(({ pid }) => pids?.includes(pid) ?? true)
    .filter(({ name, result }) => TELLING.test(name) && (result ?? 0) > 0)
    .filter(({ name, args }) => name.startsWith('epoll') || terminals.some((path) => args.includes(path)))
    .toSorted((one, other) => (one.returnedAt ?? one.at) - (other.returnedAt ?? other.at));
}
