import {
  type Boot,
  decodeWaitStatus,
  type LimitHit,
  type ProgramRun,
  type Run,
  type SyslogMessage,
  type TerminalEvidence,
} from '@proclab/core';
import { limitText, type OpenedTerminal, type Sandbox, type SandboxEvent } from '@proclab/sandbox';
import { FileRecord } from './file-record.ts';
import { readSyslog } from './syslog.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface TerminalRecord extends Omit<Writable<TerminalEvidence>, 'output'> {
  readonly index: number;
  readonly output: { at: number; text: string }[];
  /** A character may be split between two pieces of output. */
  readonly decoder: InstanceType<typeof TextDecoder>;
  shellEnded: boolean;
}

/** Takes down what happens in one sandbox, in the clock of the run. */
export class Recorder {
  readonly terminals: TerminalRecord[] = [];
  readonly programs: Writable<ProgramRun>[] = [];
  readonly syslog: SyslogMessage[] = [];
  readonly boots: Boot[] = [];
  readonly limits: LimitHit[] = [];
  readonly orphans: Run['orphans'][number][] = [];
  readonly files: FileRecord;
  /** CLOCK_MONOTONIC at which the run's clock is 0, ms. */
  readonly began: number;
  /** Unix time at which the run's clock is 0, ms. */
  readonly epoch: number;
  readonly #sandbox: Sandbox;
  /** A program may end before the answer that tells its pid has been read. */
  readonly #ends = new Map<number, NonNullable<ProgramRun['ended']>>();
  #onEvent: () => void = () => {};

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.began = Number(process.hrtime.bigint()) / 1e6;
    this.epoch = performance.timeOrigin + performance.now();
    this.files = new FileRecord(this.epoch);
    sandbox.listen((event) => {
      this.#take(event);
      this.#onEvent();
    });
  }

  /** Milliseconds since the run began. */
  now(): number {
    return Number(process.hrtime.bigint()) / 1e6 - this.began;
  }

  get shells(): ReadonlySet<number> {
    return new Set(this.terminals.map((terminal) => terminal.shell));
  }

  /** Has every shell its prompt back, or is it gone? */
  get idle(): boolean {
    return this.programs.every((program) => program.ended || this.terminal(program.terminal)?.shellEnded);
  }

  get output(): string {
    return this.terminals.map(({ id }) => this.outputOf(id)).join('');
  }

  outputOf(terminal: string): string {
    return (this.terminal(terminal)?.output ?? []).map(({ text }) => text).join('');
  }

  terminal(id: string): TerminalRecord | undefined {
    return this.terminals.find((terminal) => terminal.id === id);
  }

  opened(terminal: OpenedTerminal, umask: number, cwd: string): TerminalRecord {
    const { index, tty, ttyNumber, shell } = terminal;
    const record = {
      id: `terminal-${index + 1}`,
      index,
      tty,
      ttyNumber,
      shell,
      umask,
      cwd,
      output: [],
      hungUpAt: null,
      decoder: new TextDecoder(),
      shellEnded: false,
    };
    this.terminals.push(record);
    return record;
  }

  started(program: Omit<ProgramRun, 'ended'>): void {
    this.programs.push({ ...program, ended: this.#ends.get(program.pid) ?? null });
  }

  /** Resolves at the next event, or after so many milliseconds. */
  nextEvent(atMost: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, atMost);
      this.#onEvent = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  hit(limit: LimitHit['limit'], at: number): void {
    if (this.limits.some((known) => known.limit === limit)) return;
    this.limits.push({ limit, at, what: limitText(limit, this.#sandbox.limits) });
  }

  #take(event: SandboxEvent): void {
    const at = 'at' in event ? event.at - this.began : 0;
    const terminal =
      'terminal' in event ? this.terminals.find(({ index }) => index === event.terminal) : undefined;
    switch (event.type) {
      case 'output':
        terminal?.output.push({ at, text: terminal.decoder.decode(event.bytes, { stream: true }) });
        return;
      case 'ended': {
        const end = { at, status: this.#status(event.rawStatus, at) };
        const program = this.programs.find(({ pid, ended }) => pid === event.pid && !ended);
        if (program) program.ended = end;
        else this.#ends.set(event.pid, end);
        return;
      }
      case 'orphan-reaped':
        this.orphans.push({ pid: event.pid, at, status: this.#status(event.rawStatus, at) });
        return;
      case 'shell-ended':
        if (terminal) terminal.shellEnded = true;
        return;
      case 'syslog':
        this.syslog.push(readSyslog(event.bytes, event.pid, at));
        return;
      case 'limit':
        this.hit(event.limit as LimitHit['limit'], at);
        return;
      case 'gone':
        for (const each of this.terminals) each.shellEnded = true;
        return;
      case 'stopped':
      case 'exec-failed':
    }
  }

  #status(raw: number, at: number) {
    const status = decodeWaitStatus(raw);
    if (status.kind === 'signaled' && status.signal === 'SIGXCPU') this.hit('cpu-time', at);
    if (status.kind === 'signaled' && status.signal === 'SIGXFSZ') this.hit('file-size', at);
    return status;
  }
}
