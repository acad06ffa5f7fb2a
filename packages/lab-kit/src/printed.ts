import { type Call, type Run, writtenTo } from '@proclab/core';
import { callsBy } from './calls.ts';
import { terminalsOf } from './terminals.ts';

/**
 * What the maker of a call wrote to a terminal after it had returned, in a traced run. A process that is told
 * something by a call can only have known it from then on. A process is taken to do one thing after the other.
 */
export function printedAfter(run: Run, call: Call): string {
  return printedBy(run, call.pid, (other) => other.at > call.at);
}

/** What the maker of a call had written to a terminal when it made it, such as a child before its exec. */
export function printedBefore(run: Run, call: Call): string {
  return printedBy(run, call.pid, (other) => other.at < call.at);
}

/** What a process had written to a terminal by then, ms. */
export function printedUntil(run: Run, pid: number, at: number): string {
  return printedBy(run, pid, (other) => other.at < at);
}

function printedBy(run: Run, pid: number, chosen: (call: Call) => boolean): string {
  return writtenTo(new Set(terminalsOf(run)), callsBy(run, pid).filter(chosen));
}
