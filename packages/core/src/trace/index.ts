import type { Trace } from '../evidence.ts';
import { AttemptReader } from './attempts.ts';
import { Births } from './births.ts';
import { Timeline } from './timeline.ts';

/** What a log alone does not tell. */
export interface TraceOrigin {
  /** Every program that was attached: its pid outside, as strace writes it, and inside the sandbox. */
  readonly roots: readonly {
    readonly hostPid: number;
    readonly pid: number;
    /** ms since the run began */
    readonly startedAt: number;
  }[];
  /** Unix time (s, fractional) at which the run's clock was 0. */
  readonly epoch: number;
  /** Paths by which terminals appear, such as `/dev/pts/0`; `/dev/tty` always is one. */
  readonly terminals: readonly string[];
}

/**
 * Reads what `strace -f -ttt -y -s 4096 --decode-pids=pidns` wrote about programs inside a PID
 * namespace when it was attached from outside (`-p`). It must have traced the calls that
 * make, replace, end and wait for processes, rt_sigaction and rt_sigreturn (who reaps, and what a
 * signal interrupts, depend on them), and write, writev and pwrite64 for `printed`.
 *
 * - Each program that was attached has a log of its own; `calls` has those of all of them by their entry.
 * - Never throws: a line that is none is skipped, and a log that was cut off is read up to there.
 * - A call that the kernel restarted (signal(7)) is one call, from its first entry to its last
 *   return; one that a handler broke off failed with EINTR.
 * - A call that others do not interrupt in the log has one time stamp, its entry, which then
 *   is `returnedAt` too, unless strace was given `-T`.
 * - A process whose pid inside is told nowhere has pid 0: its maker was killed before it knew.
 * - Nobody is seen to reap `roots`: their parent is not traced, so their `reaped` is null.
 * - Of a write longer than strace's `-s`, `printed` has the beginning.
 * - Programs' environments are told only with `-e 'abbrev=!execve,execveat'`; else `env` is null.
 */
export function readTrace(logs: string | readonly string[], origin: TraceOrigin): Trace {
  const reader = new AttemptReader(origin.epoch);
  for (const log of [logs].flat()) reader.read(log);
  const { events, pids } = reader;
  const timeline = new Timeline(new Births(pids), origin.terminals);
  for (const { hostPid, pid, startedAt } of origin.roots) timeline.start(hostPid, pid, startedAt);
  for (const event of events) timeline.play(event);
  return timeline.result();
}
export { decodeText, stringsIn } from './escape.ts';
export { endOfSlowExit, FORKS } from './holds.ts';
export { isWhole } from './is-whole.ts';
export { onlySleeps, pollsNothing, timeTold } from './sleeps.ts';
export { sleptPast } from './slept-past.ts';
export { writtenTo } from './terminal-text.ts';
export { wasPlayed, type CpuTime } from './was-played.ts';
