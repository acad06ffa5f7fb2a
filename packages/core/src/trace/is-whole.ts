import type { Run, Trace } from '../evidence.ts';

/**
 * Has strace seen every process to its end? It ends with the last process that it knows of; when a parent ends just
 * after fork, that may be before it has met the child, which then runs on untraced. PID 1 knows better: it has
 * reaped such a child as an orphan.
 */
export function isWhole(trace: Trace, orphans: Run['orphans']): boolean {
  const reaped = new Set(orphans.map(({ pid }) => pid));
  return trace.processes.every(({ pid, ended }) => ended !== null || !reaped.has(pid));
}
