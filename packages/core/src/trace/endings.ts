import type { Call } from '../evidence.ts';
import type { WaitStatus } from '../wait-status.ts';
import type { Process } from './process.ts';
import { discardsChildren } from './signals.ts';

/**
 * A process has ended. Its children go to PID 1, which reaps at once what is or becomes a zombie;
 * it itself is collected by its parent, by the kernel (wait(2), NOTES) or by PID 1.
 */
export function endProcess(process: Process, at: number, status: WaitStatus): void {
  const { life, parent, collectedBy } = process;
  life.ended = { at, status };
  if (collectedBy) reapByParent(process, collectedBy);
  else if (parent?.life.ended) reap(process, 'init', at);
  else if (parent && process.sendsChildSignal && discardsChildren(parent.actions))
    reap(process, 'kernel', at);

  for (const child of process.children.values()) {
    if (child.life.ended) reap(child, 'init', at);
    else child.life.orphanedAt = at;
  }
  process.children.clear();
}

/** A wait call of its parent returned its pid; the log may tell of its end only afterwards. */
export function collect(child: Process, call: Call): void {
  child.collectedBy = call;
  child.parent?.children.delete(child.key);
  if (child.life.ended) reapByParent(child, call);
}

function reapByParent({ life }: Process, call: Call): void {
  const at = Math.max(life.ended?.at ?? 0, call.returnedAt ?? call.at);
  life.reaped = { by: 'parent', at, call };
}

function reap(process: Process, by: 'kernel' | 'init', at: number): void {
  process.life.reaped = { by, at, call: null };
  process.parent?.children.delete(process.key);
}
