import { scanArguments, type PidPair, type ScannedArguments } from './arguments.ts';
import { parseLine, type Line } from './line.ts';
import { parseResult } from './result.ts';
import type { WaitStatus } from '../wait-status.ts';

/** One way into the kernel and, if it came about, back; a call that is restarted takes several. */
export interface Attempt {
  readonly name: string;
  /** ms since the run began */
  readonly at: number;
  returnedAt: number | null;
  args: string;
  result: number | null;
  error: string | null;
  /** The kernel's reason to restart the call, such as `ERESTARTSYS`. */
  restart: string | null;
  /** When the result is a process: its pid outside, if strace still found it. */
  hostPid: number | null;
}

/** What happens to the thread with id `host` outside, in the order of the log. */
export type TraceEvent = { readonly host: number; readonly at: number } & (
  | { readonly kind: 'enter' | 'leave'; readonly attempt: Attempt }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'end'; readonly status: WaitStatus }
  | { readonly kind: 'superseded'; readonly by: number }
);

interface OpenCall {
  readonly text: string;
  readonly attempt: Attempt;
}

/**
 * Reads a log and brings the two halves of each call together, so that at its entry the outcome
 * is known already. Times are ms since `epoch`, which is in s of Unix time.
 */
export class AttemptReader {
  readonly events: TraceEvent[] = [];
  /** Every process that strace called by both its pids. */
  readonly pids: PidPair[] = [];
  readonly #epoch: number;
  readonly #open = new Map<number, OpenCall>();

  constructor(epoch: number) {
    this.#epoch = epoch;
  }

  read(log: string): this {
    const lines = log.split('\n');
    const last = lines.length - 1;
    for (let i = 0; i <= last; i++) {
      const line = parseLine(lines[i]!, i === last);
      if (line) this.#readLine(line);
    }
    return this;
  }

  #readLine(line: Line): void {
    const { host } = line;
    const at = roundToMicroseconds((line.at - this.#epoch) * 1000);
    switch (line.kind) {
      case 'entry':
        this.#open.set(host, {
          text: line.text,
          attempt: this.#enter(host, at, line.text, this.#scan(line.text)),
        });
        break;
      case 'call': {
        const scanned = this.#scan(line.text);
        this.#leave(host, at, line.text, scanned, this.#enter(host, at, line.text, scanned), true);
        break;
      }
      case 'rest': {
        const open = this.#open.get(host);
        if (open?.attempt.name !== line.name) break;
        this.#open.delete(host);
        const text = open.text + line.text;
        this.#leave(host, at, text, this.#scan(text), open.attempt, false);
        break;
      }
      case 'signal':
        if (line.sender) this.pids.push(line.sender);
        this.events.push({ kind: 'signal', host, at, signal: line.signal });
        break;
      case 'stop':
        this.events.push({ kind: 'stop', host, at });
        break;
      case 'superseded':
        this.#handOver(line.by, host);
        this.events.push({ kind: 'superseded', host, at, by: line.by });
        break;
      case 'end':
        this.#open.delete(host);
        this.events.push({ kind: 'end', host, at, status: line.status });
    }
  }

  #scan(text: string): ScannedArguments {
    const scanned = scanArguments(text, text.indexOf('(') + 1);
    if (scanned.pids.length > 0) this.pids.push(...scanned.pids);
    return scanned;
  }

  #enter(host: number, at: number, text: string, { args }: ScannedArguments): Attempt {
    const attempt: Attempt = {
      name: text.slice(0, text.indexOf('(')),
      at,
      returnedAt: null,
      args,
      result: null,
      error: null,
      restart: null,
      hostPid: null,
    };
    this.events.push({ kind: 'enter', host, at, attempt });
    return attempt;
  }

  #leave(
    host: number,
    at: number,
    text: string,
    scanned: ScannedArguments,
    attempt: Attempt,
    atOnce: boolean,
  ): void {
    const outcome = scanned.end < 0 ? null : parseResult(text.slice(scanned.end + 1));
    if (!outcome) return;
    const { result, error, restart, hostPid, took } = outcome;
    Object.assign(attempt, { args: scanned.args, result, error, restart, hostPid });
    if (result !== null && hostPid !== null) this.pids.push({ pid: result, hostPid });
    if (result === null && restart === null) return;
    attempt.returnedAt = atOnce && took !== null ? roundToMicroseconds(at + took * 1000) : at;
    this.events.push({ kind: 'leave', host, at: attempt.returnedAt, attempt });
  }

  /** The execve of one thread returns in another: the main thread, whose own call never does. */
  #handOver(from: number, to: number): void {
    const open = this.#open.get(from);
    this.#open.delete(from);
    if (open) this.#open.set(to, open);
  }
}

/** strace counts microseconds; what is finer comes from subtracting large fractions. */
function roundToMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
