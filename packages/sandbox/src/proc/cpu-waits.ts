import { readText } from './read-text.ts';

const NS_PER_MS = 1e6;

/**
 * How long each of these processes has been ready to run, but without a processor, since it began; ms, in their main threads
 * alone: the second number of /proc/PID/schedstat, Documentation/scheduler/sched-stats.rst of the kernel. Without
 * those that are gone, and empty where the kernel keeps no such record.
 *
 * @param sandbox host pid of the PID 1 through whose /proc the pids are meant; null: the host's own
 */
export function readCpuWaits(sandbox: number | null, pids: readonly number[]): ReadonlyMap<string, number> {
  const proc = sandbox === null ? '/proc' : `/proc/${sandbox}/root/proc`;
  const waits = new Map<string, number>();
  for (const pid of pids) {
    const folder = `${proc}/${pid}`;
    const [, waited] = readText(`${folder}/schedstat`).split(' ');
    if (waited !== undefined) waits.set(folder, Number(waited) / NS_PER_MS);
  }
  return waits;
}
