import { isZombie, type ProcessState } from '@proclab/lab-kit';

/** A zombie and the process that has not reaped it yet. */
export interface Unreaped {
  readonly zombie: ProcessState;
  readonly parent: ProcessState;
}

/** Zombies of the submission whose parent belongs to it and lives. */
export function unreapedIn(processes: readonly ProcessState[]): readonly Unreaped[] {
  const ours = processes.filter(({ role }) => role === 'submission');
  return ours.filter(isZombie).flatMap((zombie) => {
    const parent = ours.find(({ pid }) => pid === zombie.ppid);
    return parent === undefined || isZombie(parent) ? [] : [{ zombie, parent }];
  });
}

/** Is it gone, and its parent still there? */
export function isReaped({ zombie, parent }: Unreaped, processes: readonly ProcessState[]): boolean {
  const now = findAgain(parent, processes);
  return findAgain(zombie, processes) === undefined && now !== undefined && !isZombie(now);
}

/** The same process at another time: a pid may be given again, the time of birth tells. */
export function findAgain(one: ProcessState, processes: readonly ProcessState[]): ProcessState | undefined {
  return processes.find(({ pid, startTime }) => pid === one.pid && startTime === one.startTime);
}
