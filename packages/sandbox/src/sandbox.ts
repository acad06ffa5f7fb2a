import type { ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import type { Duplex } from 'node:stream';
import { CONTROL_FD, ENVIRONMENT, ETC_FILES, HOME } from './bwrap.ts';
import { Connection, type Fields, type Message, type Reply } from './connection.ts';
import { readEvent, type SandboxEvent } from './event.ts';
import { lostFault, requestFault } from './fault.ts';
import type { Limits } from './limits.ts';
import { tellsWaits } from './proc/tells-waits.ts';
import { onlyChildOf, spawnBwrap, whyItDied } from './spawn-bwrap.ts';

export interface SandboxOptions {
  /** Path of PID 1's executable. */
  readonly labinit: string;
  readonly limits: Limits;
  /** The pids inside go on from here; PID 1 itself is always 1. */
  readonly firstPid?: number;
}

export interface OpenedTerminal {
  readonly index: number;
  readonly tty: string;
  readonly ttyNumber: number;
  readonly shell: number;
}

export interface ListedFile {
  readonly path: string;
  /** st_mode, inode(7). */
  readonly mode: number;
  readonly uid: number;
  readonly size: number;
  readonly inode: number;
  /** CLOCK_REALTIME, ms. */
  readonly bornAt: number;
  readonly changedAt: number;
}

/** How long a sandbox may take to end by itself. */
const PATIENCE_MS = 2000;

/** A private Linux. Everything in it ends with it, and it ends with the grader. */
export class Sandbox {
  /** Host pid of the sandbox's PID 1. */
  readonly hostPid: number;
  /** CLOCK_MONOTONIC, ms. */
  readonly readyAt: number;
  /** Are there limits on System V IPC? Where its kernel does not let it set any, programs are refused shmget(2), semget(2) and msgget(2). */
  readonly limitsSystemV: boolean;
  /** Does its kernel tell where a process sleeps? */
  readonly tellsWaits: boolean;
  readonly limits: Limits;
  /** The folder that PID 1 was compiled into, with all else that only C can do. */
  readonly native: string;
  readonly #child: ChildProcess;
  readonly #connection: Connection;
  readonly #listeners = new Set<(event: SandboxEvent) => void>();
  #gone = false;
  #stopping = false;

  private constructor(
    child: ChildProcess,
    connection: Connection,
    hostPid: number,
    ready: Fields,
    { limits, labinit }: SandboxOptions,
  ) {
    this.#child = child;
    this.#connection = connection;
    this.hostPid = hostPid;
    this.readyAt = ready.number() / 1e6;
    this.limitsSystemV = ready.number() === 1;
    this.tellsWaits = tellsWaits(hostPid);
    this.limits = limits;
    this.native = dirname(labinit);
  }

  /** Starts a sandbox. Throws a SandboxError when this machine cannot. */
  static async start(options: SandboxOptions): Promise<Sandbox> {
    const { limits } = options;
    const child = spawnBwrap(options.labinit, limits, options.firstPid ?? 2);
    let sandbox: Sandbox | undefined;
    const early: Message[] = [];
    const deliver = (message: Message) => {
      if (sandbox) sandbox.#emit(readEvent(message));
      else early.push(message);
    };
    const died = whyItDied(child);
    const [connection, ready] = await new Promise<[Connection, Message]>((resolve, reject) => {
      const opened = new Connection(
        child.stdio[CONTROL_FD] as Duplex,
        (message) => (message.type === 'r' ? resolve([opened, message]) : deliver(message)),
        () => {
          if (sandbox) sandbox.#lose();
          died.then(reject, reject);
        },
      );
    });
    const hostPid = onlyChildOf(child.pid ?? 0);
    if (hostPid === null) {
      // bwrap is gone, or its kernel lists no children (CONFIG_PROC_CHILDREN). PID 1 ends with its connection.
      connection.close();
      throw await died;
    }
    sandbox = new Sandbox(child, connection, hostPid, ready.fields, options);
    for (const message of early) sandbox.#emit(readEvent(message));
    connection.tell('C', [limits.memory, limits.processes, limits.files, limits.output]);
    // Not waited for: requests are served in their order. If the sandbox ends first, whoever uses it hears so.
    for (const [path, content] of Object.entries(ETC_FILES)) sandbox.write(path, content).catch(() => {});
    return sandbox;
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** Is it gone though nobody stopped it? Nothing inside can end PID 1, pid_namespaces(7): somebody outside has. */
  get lost(): boolean {
    return this.#gone && !this.#stopping;
  }

  /** Calls back for each event until the returned function is called. */
  listen(listener: (event: SandboxEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Opens a terminal (80 × 24) with a session leader in the place of its login shell. Where nobody types, whoever reads
   * from it gets the end of the file.
   */
  async openTerminal(umask: number, cwd: string = HOME, nobodyTypes = false): Promise<OpenedTerminal> {
    const { fields } = await this.#ask('open a terminal', 'T', [umask, 24, 80, cwd, nobodyTypes ? 1 : 0]);
    return {
      index: fields.number(),
      shell: fields.number(),
      ttyNumber: fields.number(),
      tty: fields.rest().toString(),
    };
  }

  /**
   * Starts a program in the foreground of a terminal and gives its pid. A held program waits
   * just before its execve(2) until `release`.
   */
  async run(terminal: number, argv: readonly string[], held = false): Promise<{ pid: number; at: number }> {
    const { limits } = this;
    const environment = Object.entries(ENVIRONMENT).map(([name, value]) => `${name}=${value}`);
    const { fields } = await this.#ask(`start ${argv[0]}`, 'X', [
      terminal,
      held ? 1 : 0,
      limits.processes,
      limits.addressSpace,
      limits.fileSize,
      limits.descriptors,
      limits.cpuSeconds,
      argv.length,
      ...argv,
      environment.length,
      ...environment,
    ]);
    return { pid: fields.number(), at: fields.number() / 1e6 };
  }

  async release(terminal: number): Promise<void> {
    await this.#ask('release a program', 'G', [terminal]);
  }

  /** Continues the job of a terminal that was stopped last, in the foreground, as `fg` does. */
  async resume(terminal: number): Promise<void> {
    await this.#ask('resume a program', 'J', [terminal]);
  }

  async type(terminal: number, text: string): Promise<void> {
    await this.#ask('type', 'I', [terminal], Buffer.from(text));
  }

  /** Hangs a terminal up; gives the time at which it was done. */
  async hangUp(terminal: number): Promise<number> {
    const { fields } = await this.#ask('hang up a terminal', 'H', [terminal]);
    return fields.number() / 1e6;
  }

  /** Sends a signal by its number; false when there is no such process. */
  async signal(pid: number, signal: number): Promise<boolean> {
    return (await this.#connection.request('K', [pid, signal]))?.errno === 0;
  }

  async write(path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
    await this.#ask(
      `write ${path}`,
      'W',
      [path, mode],
      typeof content === 'string' ? Buffer.from(content) : content,
    );
  }

  /** Up to `most` bytes of a regular file; null when there is none (nothing else is ever opened). */
  async read(path: string, most: number): Promise<Buffer | null> {
    const reply = await this.#connection.request('F', [path, most]);
    if (!reply) throw lostFault(`read ${path}`);
    if (reply.errno !== 0) return null;
    reply.fields.number();
    return reply.fields.rest();
  }

  /** Every file of the writable file systems, up to 4096. */
  async list(): Promise<ListedFile[]> {
    const { fields } = await this.#ask('list files', 'L', []);
    const files: ListedFile[] = [];
    while (fields.more) {
      const [mode, uid, size, inode] = [fields.number(), fields.number(), fields.number(), fields.number()];
      const [bornAt, changedAt] = [fields.number() / 1e6, fields.number() / 1e6];
      files.push({ mode, uid, size, inode, bornAt, changedAt, path: fields.text() });
    }
    return files;
  }

  /**
   * Ends PID 1, and with it everything in its PID namespace; resolves when it is gone. PID 1 ends by itself
   * when its connection does, and is killed if that takes too long; bwrap reaps it.
   */
  async stop(): Promise<void> {
    this.#stopping ||= !this.#gone;
    this.#connection.close();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    const impatience = setTimeout(() => this.#kill(), PATIENCE_MS);
    await ended;
    clearTimeout(impatience);
  }

  #kill(): void {
    try {
      process.kill(this.hostPid, 'SIGKILL');
    } catch {
      // It has ended in this moment.
    }
  }

  async #ask(
    doing: string,
    type: string,
    fields: readonly (string | number)[],
    tail?: Uint8Array,
  ): Promise<Reply> {
    const reply = await this.#connection.request(type, fields, tail);
    if (!reply) throw lostFault(doing);
    if (reply.errno !== 0) throw requestFault(doing, reply.errno);
    return reply;
  }

  #lose(): void {
    this.#gone = true;
    this.#emit({ type: 'gone' });
  }

  #emit(event: SandboxEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
