import { keptLines, type ProcessLife, type Run } from '@proclab/lab-kit';
import { LOG } from './places.ts';

/** The lines of a log; none when it was never written. */
export function logLines(run: Run, path = LOG): readonly string[] {
  return keptLines(run, path);
}

/**
 * The pids by which a log may name what runs in a process: its own, and that of a parent which made nothing else, such
 * as a shell or a child that waits for it.
 */
export function pidsFor(run: Run, { pid, parent }: ProcessLife): readonly number[] {
  const lives = run.trace?.processes ?? [];
  const siblings = lives.filter((life) => life.parent === parent);
  return parent !== null && siblings.length === 1 ? [pid, parent] : [pid];
}
