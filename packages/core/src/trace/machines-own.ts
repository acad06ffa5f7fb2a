import type { ProcessLife } from '../evidence.ts';

/** Where the machine keeps its programs, and a lab those that it brings along; a submission lives in its home folder. */
const MACHINES_FOLDERS = /^\/(?:usr|bin|sbin|lib|opt)\//;

/**
 * Did a process run a program of the machine's or of the lab's at this time, ms, and none of the submission's? It runs what it
 * last became by execve(2), and until then what its parent ran when it was made, fork(2).
 */
export function runsMachinesOwn(
  pid: number,
  at: number,
  lives: ReadonlyMap<number, Pick<ProcessLife, 'parent' | 'bornAt' | 'execs'>>,
): boolean {
  let life = lives.get(pid);
  let until = at;
  while (life !== undefined) {
    const became = life.execs.findLast((exec) => exec.at <= until);
    if (became !== undefined) return MACHINES_FOLDERS.test(became.path);
    until = Math.min(until, life.bornAt);
    life = life.parent === null ? undefined : lives.get(life.parent);
  }
  return false;
}
