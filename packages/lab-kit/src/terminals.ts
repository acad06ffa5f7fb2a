import type { Call, Run } from '@proclab/core';
import { trafficFrom } from './traffic.ts';

/** The names of a run's terminals in traced calls: `/dev/pts/0`, and `/dev/tty`, each process's own, tty(4). */
export function terminalsOf(run: Run): readonly string[] {
  return ['/dev/tty', ...run.terminals.map(({ tty }) => `/dev/${tty}`)];
}

/**
 * The calls of a traced run by which these processes got something that was typed, in order: whoever waits for Enter
 * makes one, whoever sleeps does not. The end of the input gives nothing, read(2).
 */
export function typedReads(run: Run, pids: readonly number[]): readonly Call[] {
  return terminalsOf(run)
    .flatMap((path) => trafficFrom(run, pids, path).calls)
    .toSorted((one, other) => one.at - other.at);
}
