import type { ProcessLife } from '../evidence.ts';
import type { PidPair } from './arguments.ts';
import type { Attempt } from './attempts.ts';
import type { Thread } from './process.ts';

const MAKERS: ReadonlySet<string> = new Set(['fork', 'vfork', 'clone', 'clone3']);

/** What a call of the fork family asks for, clone(2). */
export interface BirthKind {
  readonly by: Exclude<ProcessLife['bornBy'], 'start'>;
  readonly thread: boolean;
  readonly sibling: boolean;
  readonly sharesActions: boolean;
  readonly clearsHandlers: boolean;
  readonly sendsChildSignal: boolean;
}

/** Does this call make a process or thread, or was it cut short so that nobody knows? */
export function makesTask({ name, result, error, restart }: Attempt): boolean {
  return MAKERS.has(name) && error === null && restart === null && (result === null || result > 0);
}

/** Reads the flags of a fork, vfork, clone or clone3 as strace prints them. */
export function birthKind({ name, args }: Pick<Attempt, 'name' | 'args'>): BirthKind {
  const flags = new Set((/flags=([^,}]*)/.exec(args)?.[1] ?? '').split('|'));
  const signals =
    name === 'fork' || name === 'vfork' || flags.has('SIGCHLD') || /exit_signal=SIGCHLD/.test(args);
  const shares = flags.has('CLONE_VM');
  const waits = name === 'vfork' || flags.has('CLONE_VFORK');
  return {
    by: waits ? 'vfork' : signals && !shares ? 'fork' : 'clone',
    thread: flags.has('CLONE_THREAD'),
    sibling: flags.has('CLONE_PARENT'),
    sharesActions: flags.has('CLONE_SIGHAND'),
    clearsHandlers: flags.has('CLONE_CLEAR_SIGHAND'),
    sendsChildSignal: signals,
  };
}

/** A call that makes a process or thread. */
export interface Fork {
  readonly attempt: Attempt;
  readonly maker: Thread;
  child: Thread | null;
}

/**
 * Finds the call that made a thread which shows up in the log. As a rule the call names it by its
 * pid outside, but strace cannot look that up once the child has gone, and a maker that is killed
 * gets no result: then it is the latest call whose child is still missing.
 */
export class Births {
  readonly #pidOf = new Map<number, number>();
  readonly #hostOf = new Map<number, number>();
  readonly #expected = new Map<number, Fork>();
  readonly #anonymous: Fork[] = [];

  constructor(pids: readonly PidPair[]) {
    for (const { pid, hostPid } of pids) {
      this.#pidOf.set(hostPid, pid);
      this.#hostOf.set(pid, hostPid);
    }
  }

  /** A call begins that will make a child, or whose outcome is unknown. */
  expect(fork: Fork): void {
    const host = this.hostOf(fork.attempt);
    if (host === null) this.#anonymous.push(fork);
    else this.#expected.set(host, fork);
  }

  /** The call that made thread `host`, which nothing was known of so far. */
  take(host: number): Fork | null {
    const fork = this.#expected.get(host);
    this.#expected.delete(host);
    return fork ?? this.#anonymous.pop() ?? null;
  }

  /** Its child is known by the call's result. */
  settle(host: number): void {
    this.#expected.delete(host);
  }

  hostOf({ hostPid, result }: Attempt): number | null {
    return hostPid ?? (result === null ? null : (this.#hostOf.get(result) ?? null));
  }

  /** The pid inside; 0 for a process whose maker never learned it and whom nobody named. */
  pidOf(host: number | null, { result }: Attempt): number {
    return result ?? (host === null ? 0 : (this.#pidOf.get(host) ?? 0));
  }
}
