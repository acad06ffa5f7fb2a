import { type Moment, type ProcessState, type PsColumn, readPs } from '@proclab/core';

/** What `ps` printed of a process in a column; null where it has no row, or ps could not be read. */
export function psCell({ ps }: Moment, pid: number, column: PsColumn): string | null {
  const line = ps?.rows.find((row) => row.pid === pid)?.line;
  if (ps == null || line === undefined) return null;
  return readPs(`${ps.header}\n${line}`).rows[0]?.cells[column] ?? null;
}

/**
 * The letter of the state that a process was in at a moment, when `ps` and /proc, which were asked one after the
 * other, show the same: R, S, D, T, t, Z, X or I, ps(1). Null when they differ: it did not stay as it was.
 */
export function steadyState(moment: Moment, { pid, state }: ProcessState): string | null {
  return psCell(moment, pid, 'stat')?.startsWith(state) ? state : null;
}
