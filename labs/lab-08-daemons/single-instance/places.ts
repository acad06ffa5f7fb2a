import { daemonsOf, momentOf, type ProcessState, type Run } from '@proclab/lab-kit';

export const NAME = 'single-instance';
/** /var/run is a link to it. */
export const LOCK_FILE = `/run/${NAME}.pid`;

/** The instances among these processes: helpers that one of them has made are none. */
export function instancesOf(processes: readonly ProcessState[]): readonly ProcessState[] {
  return daemonsOf(processes, NAME);
}

/** The instances that were running at a moment; none when the run broke off before it. */
export function instancesAt(run: Run, moment: string): readonly ProcessState[] {
  return instancesOf(momentOf(run, moment)?.processes ?? []);
}

/** What the lock file held when the run was over; null if it was not there. */
export function lockFileIn(run: Run): string | null {
  return run.files.findLast(({ path, content }) => path === LOCK_FILE && content !== null)?.content ?? null;
}
