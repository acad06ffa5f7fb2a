import type { Call, ProcessLife } from '../evidence.ts';
import type { WaitStatus } from '../wait-status.ts';
import { TerminalText } from './terminal-text.ts';
import type { SignalActions } from './signals.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export type OpenCall = Mutable<Call>;

/** A thread while the log is read. */
export interface Thread {
  readonly tid: number;
  readonly process: Process;
  /** Handlers it is inside of, by rt_sigreturn(2). */
  handlers: number;
  /** Calls that a signal broke off and that may yet be restarted, innermost last. */
  readonly broken: { readonly call: OpenCall; readonly reason: string; readonly handlers: number }[];
}

/** A process while the log is read. */
export interface Process {
  readonly life: Mutable<ProcessLife>;
  /** Its pid, or a number of its own below 0 when that is not known. */
  readonly key: number;
  readonly parent: Process | null;
  /** Host tids of the threads that are alive. */
  readonly threads: Set<number>;
  main: number | null;
  /** Those that nobody has collected yet, by key. */
  readonly children: Map<number, Process>;
  actions: SignalActions;
  /** Does its end send SIGCHLD? clone(2), "The child termination signal". */
  readonly sendsChildSignal: boolean;
  readonly text: TerminalText;
  /** What the main thread ended with: the others may go on, pthread_exit(3). */
  status: WaitStatus | null;
  stopped: boolean;
  /** The wait call that returned its pid, which the log may show before its end. */
  collectedBy: Call | null;
}

export interface Birth {
  /** 0 when it is not known. */
  readonly pid: number;
  readonly hostPid: number;
  readonly at: number;
  readonly by: ProcessLife['bornBy'];
  readonly parent: Process | null;
  readonly actions: SignalActions;
  readonly sendsChildSignal: boolean;
}

export function createProcess({ pid, hostPid, at, by, parent, actions, sendsChildSignal }: Birth): Process {
  const process: Process = {
    key: pid === 0 ? -hostPid : pid,
    life: {
      pid,
      parent: parent?.life.pid ?? null,
      bornAt: at,
      bornBy: by,
      execs: [],
      threads: 1,
      ended: null,
      reaped: null,
      orphanedAt: null,
      printed: '',
      printedAt: null,
    },
    parent,
    threads: new Set(),
    main: null,
    children: new Map(),
    actions,
    sendsChildSignal,
    text: new TerminalText(),
    status: null,
    stopped: false,
    collectedBy: null,
  };
  parent?.children.set(process.key, process);
  return process;
}

export function createThread(tid: number, process: Process): Thread {
  return { tid, process, handlers: 0, broken: [] };
}
