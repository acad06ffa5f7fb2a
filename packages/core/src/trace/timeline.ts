import type { Call, Delivery, Trace } from '../evidence.ts';
import type { WaitStatus } from '../wait-status.ts';
import type { Attempt, TraceEvent } from './attempts.ts';
import { birthKind, makesTask, type Births, type Fork } from './births.ts';
import { collect, endProcess } from './endings.ts';
import { readExec } from './execs.ts';
import { breakOff, interrupt, resume } from './interruptions.ts';
import { createProcess, createThread, type OpenCall, type Process, type Thread } from './process.ts';
import { actionsAfterExec, actionsOfChild, setAction } from './signals.ts';
import { writeTarget } from './terminal-text.ts';
import { collectedChild } from './waits.ts';

/** Plays the events of a log in their order and keeps who is alive. */
export class Timeline {
  readonly #births: Births;
  readonly #terminals: ReadonlySet<string>;
  readonly #threads = new Map<number, Thread>();
  readonly #processes: Process[] = [];
  readonly #calls: Call[] = [];
  readonly #signals: Delivery[] = [];
  readonly #entered = new Map<Attempt, { readonly call: OpenCall; readonly fork: Fork | null }>();

  constructor(births: Births, terminals: readonly string[]) {
    this.#births = births;
    this.#terminals = new Set([...terminals, '/dev/tty']);
  }

  /** A program that the scenario started. */
  start(hostPid: number, pid: number, at: number): void {
    const root = createProcess({
      pid,
      hostPid,
      at,
      by: 'start',
      parent: null,
      actions: new Map(),
      sendsChildSignal: true,
    });
    this.#processes.push(root);
    this.#show(createThread(pid, root), hostPid);
  }

  play(event: TraceEvent): void {
    const thread = this.#threads.get(event.host) ?? this.#appear(event.host, event.at);
    if (!thread) return;
    const { process } = thread;
    process.stopped = event.kind === 'stop';
    // with `strace -T` the end of a fork is known, which may come long after the child's first call
    process.life.bornAt = Math.min(process.life.bornAt, event.at);
    switch (event.kind) {
      case 'enter':
        this.#enter(thread, event.attempt);
        break;
      case 'leave':
        this.#leave(thread, event.attempt);
        break;
      case 'signal':
        this.#deliver(thread, event.signal, event.at);
        break;
      case 'stop':
        break;
      case 'superseded':
        this.#threads.delete(event.by);
        process.threads.delete(event.by);
        break;
      case 'end':
        this.#end(event.host, process, event.at, event.status);
    }
  }

  result(): Trace {
    for (const { life, text } of this.#processes) {
      life.printed = text.toString();
      life.printedAt = text.since;
    }
    const processes = this.#processes.map(({ life }) => life).sort((a, b) => a.bornAt - b.bornAt);
    // Programs with logs of their own have their calls one after the other until now.
    return {
      calls: this.#calls.toSorted((a, b) => a.at - b.at),
      processes,
      signals: this.#signals.toSorted((a, b) => a.at - b.at),
    };
  }

  #deliver(thread: Thread, signal: string, at: number): void {
    const { life, actions } = thread.process;
    const handler = actions.get(signal)?.address ?? null;
    this.#signals.push({ pid: life.pid, tid: thread.tid, at, signal, handler });
    interrupt(thread, signal, at);
  }

  #enter(thread: Thread, attempt: Attempt): void {
    const call = resume(thread, attempt) ?? this.#newCall(thread, attempt);
    const fork = makesTask(attempt) ? { attempt, maker: thread, child: null } : null;
    if (fork) this.#births.expect(fork);
    this.#entered.set(attempt, { call, fork });
  }

  #newCall(thread: Thread, { name, at, args }: Attempt): OpenCall {
    const { pid } = thread.process.life;
    const call = { pid, tid: thread.tid, at, returnedAt: null, name, args, result: null, error: null };
    this.#calls.push(call);
    return call;
  }

  #leave(thread: Thread, attempt: Attempt): void {
    const entered = this.#entered.get(attempt);
    if (!entered) return;
    this.#entered.delete(attempt);
    const { call, fork } = entered;
    if (attempt.name === call.name) call.args = attempt.args;
    if (attempt.restart !== null) {
      breakOff(thread, call, attempt.restart);
      return;
    }
    call.returnedAt = attempt.returnedAt;
    call.result = attempt.result;
    call.error = attempt.error;
    if (fork && !fork.child) this.#bear(fork, this.#births.hostOf(attempt), call.returnedAt ?? call.at);
    if (call.error === null) this.#apply(thread, call);
  }

  /** What a call that succeeded changes. */
  #apply(thread: Thread, call: Call): void {
    const { process } = thread;
    if (call.name === 'rt_sigaction') setAction(process.actions, call.args);
    const exec = readExec(call);
    if (exec) {
      process.life.execs = [...process.life.execs, exec];
      process.actions = actionsAfterExec(process.actions);
      thread.handlers = 0;
      thread.broken.length = 0;
    }
    const child = collectedChild(process, call);
    if (child) collect(child, call);
    const target = writeTarget(call);
    if (target !== null && this.#terminals.has(target)) process.text.add(call);
  }

  /** A thread has its first line, perhaps before the call that made it returns. */
  #appear(host: number, at: number): Thread | null {
    const fork = this.#births.take(host);
    if (!fork) return null;
    if (fork.child) this.#show(fork.child, host);
    return fork.child ?? this.#bear(fork, host, at);
  }

  #bear(fork: Fork, host: number | null, at: number): Thread {
    const { maker, attempt } = fork;
    const kind = birthKind(attempt);
    const pid = this.#births.pidOf(host, attempt);
    const process = kind.thread
      ? maker.process
      : createProcess({
          pid,
          hostPid: host ?? 0,
          at,
          by: kind.by,
          parent: kind.sibling ? maker.process.parent : maker.process,
          actions: actionsOfChild(maker.process.actions, kind),
          sendsChildSignal: kind.sendsChildSignal,
        });
    if (!kind.thread) this.#processes.push(process);
    fork.child = createThread(pid, process);
    if (host !== null) {
      this.#births.settle(host);
      this.#show(fork.child, host);
    }
    return fork.child;
  }

  #show(thread: Thread, host: number): void {
    const { process } = thread;
    this.#threads.set(host, thread);
    process.threads.add(host);
    process.main ??= host;
    process.life.threads = Math.max(process.life.threads, process.threads.size);
  }

  /** The process lives until its last thread has ended, even without its main thread. */
  #end(host: number, process: Process, at: number, status: WaitStatus): void {
    this.#threads.delete(host);
    process.threads.delete(host);
    if (host === process.main) process.status = status;
    if (process.threads.size === 0) endProcess(process, at, process.status ?? status);
  }
}
