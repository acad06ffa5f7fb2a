import type { Exec, ProcessLife } from '../evidence.ts';

/** Where the machine keeps its programs, and a lab those that it brings along; a submission lives in its home folder. */
const MACHINES_FOLDERS = /^\/(?:usr|bin|sbin|lib|opt)\//;

/**
 * The execve by which a process became what it ran at this time, ms: its own last one; until then it ran what its parent did when
 * it was made, fork(2). Null, and the first of its ancestors, where none of them had called it yet.
 *
 * @param processes in the order of birth
 */
export function execBehind(
  process: ProcessLife,
  time: number,
  processes: readonly ProcessLife[],
): { readonly exec: Exec | null; readonly life: ProcessLife } {
  let life = process;
  let at = time;
  // One pass backwards meets every ancestor, whatever pids were used again.
  for (let index = processes.indexOf(process); index >= 0; index -= 1) {
    const earlier = processes[index];
    if (earlier === undefined || (earlier !== process && earlier.pid !== life.parent)) continue;
    if (earlier !== process) at = life.bornAt;
    life = earlier;
    const exec = life.execs.findLast((each) => each.at <= at);
    if (exec !== undefined) return { exec, life };
  }
  return { exec: null, life };
}

/** Did a process run a program of the machine's or of the lab's at this time, ms, and none of the submission's? */
export function runsMachinesOwn(
  process: ProcessLife,
  time: number,
  processes: readonly ProcessLife[],
): boolean {
  return MACHINES_FOLDERS.test(execBehind(process, time, processes).exec?.path ?? '');
}
