import type { PidPair } from './arguments.ts';
import type { WaitStatus } from '../wait-status.ts';

/** One line of a strace log; `host` is the tid of its thread outside, `at` seconds of Unix time. */
export type Line = { readonly host: number; readonly at: number } & LineEvent;

type LineEvent =
  /** A call up to its result. */
  | { readonly kind: 'call'; readonly text: string }
  /** A call that others interrupt in the log, up to the point where it does so. */
  | { readonly kind: 'entry'; readonly text: string }
  /** The rest of such a call. */
  | { readonly kind: 'rest'; readonly name: string; readonly text: string }
  /** A signal arrives; `sender` when strace knew the process in its siginfo by both pids. */
  | { readonly kind: 'signal'; readonly signal: string; readonly sender: PidPair | null }
  | { readonly kind: 'stop' }
  | { readonly kind: 'end'; readonly status: WaitStatus }
  /** Thread `by` called execve and goes on under the id of the main thread, `host`. */
  | { readonly kind: 'superseded'; readonly by: number };

const LINE = /^(\d+) +(\d+\.\d+) ([^]+)$/;
const ENTRY = /^(.*) <(?:unfinished|detached|pid changed to \d+) \.\.\.>$/;
const REST = /^<\.\.\. (\w+) resumed>(.*)$/;
const CALL = /^\w+\(/;
const SIGNAL = /^--- (SIG\w+) (\{.*\}) ---$/;
const SENDER = /si_pid=(\d+) \/\* (\d+) in strace's PID NS \*\//;
const STOP = /^--- stopped by SIG\w+ ---$/;
const EXITED = /^\+\+\+ exited with (\d+) \+\+\+$/;
const KILLED = /^\+\+\+ killed by (SIG\w+)( \(core dumped\))? \+\+\+$/;
const SUPERSEDED = /^\+\+\+ superseded by execve in pid (\d+) \+\+\+$/;

/**
 * Reads one line as `strace -f -ttt` prints it, without its newline; null for what is none.
 * Of a line that was `cut`, whose tracer was killed while it wrote, only the entry into a call
 * counts: the number that ends such a line may be the beginning of a longer one.
 */
export function parseLine(text: string, cut = false): Line | null {
  const line = LINE.exec(text);
  const event = line && parseEvent(line[3]!, cut);
  return event && { host: Number(line[1]), at: Number(line[2]), ...event };
}

function parseEvent(text: string, cut: boolean): LineEvent | null {
  if (CALL.test(text)) {
    const entry = ENTRY.exec(text);
    if (entry) return { kind: 'entry', text: entry[1]! };
    return { kind: cut ? 'entry' : 'call', text };
  }
  if (text.startsWith('<')) {
    const rest = cut ? null : REST.exec(text);
    return rest && { kind: 'rest', name: rest[1]!, text: rest[2]! };
  }
  return text.startsWith('-') ? parseSignal(text) : parseEnd(text);
}

function parseSignal(text: string): LineEvent | null {
  const signal = SIGNAL.exec(text);
  if (signal) {
    const sender = SENDER.exec(signal[2]!);
    return {
      kind: 'signal',
      signal: signal[1]!,
      sender: sender && { pid: Number(sender[1]), hostPid: Number(sender[2]) },
    };
  }
  return STOP.test(text) ? { kind: 'stop' } : null;
}

function parseEnd(text: string): LineEvent | null {
  const exited = EXITED.exec(text);
  if (exited) return { kind: 'end', status: { kind: 'exited', code: Number(exited[1]) } };
  const killed = KILLED.exec(text);
  if (killed) {
    return { kind: 'end', status: { kind: 'signaled', signal: killed[1]!, core: killed[2] !== undefined } };
  }
  const superseded = SUPERSEDED.exec(text);
  return superseded && { kind: 'superseded', by: Number(superseded[1]) };
}
