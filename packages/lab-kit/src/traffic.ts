import { type Call, decodeText, type Run, stringsIn } from '@proclab/core';
import { descriptorOf } from './calls.ts';

const READS: ReadonlySet<string> = new Set(['read', 'readv']);
const WRITES: ReadonlySet<string> = new Set(['write', 'writev']);

/** What went through an open file in a traced run: text, and the calls that it went through. */
export interface Traffic {
  readonly text: string;
  readonly calls: readonly Call[];
}

/** What these processes read from the file of this path. Of a call that moved more than 4096 bytes, their beginning. */
export function trafficFrom(run: Run, pids: readonly number[], path: string): Traffic {
  return traffic(run, READS, pids, path);
}

/** What these processes wrote to the file of this path, also after it was unlinked. */
export function trafficTo(run: Run, pids: readonly number[], path: string): Traffic {
  return traffic(run, WRITES, pids, path);
}

function traffic(run: Run, names: ReadonlySet<string>, pids: readonly number[], path: string): Traffic {
  const calls = (run.trace?.calls ?? []).filter(
    (call) =>
      names.has(call.name) &&
      pids.includes(call.pid) &&
      (call.result ?? 0) > 0 &&
      nameOf(descriptorOf(call)?.target ?? '') === path,
  );
  const bytes = calls.map(({ args, result }) =>
    stringsIn(args)
      .join('')
      .slice(0, result ?? 0),
  );
  return { text: decodeText(bytes.join('')), calls };
}

/** The kernel names an open file that was unlinked so, proc_pid_fd(5). */
export function nameOf(target: string): string {
  return target.replace(/ \(deleted\)$/, '');
}
