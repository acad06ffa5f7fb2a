import { SIGNALS, type Moment, type ProcessState, type Text, type WaitStatus } from '@proclab/core';
import {
  isZombie,
  type Duration,
  type MomentLimit,
  type Now,
  type Program,
  type Stage,
  type Terminal,
} from '@proclab/lab-kit';
import {
  boot,
  HOME,
  Tracer,
  hostPidOf,
  pidInSandbox,
  readMemory,
  glanceAtProcesses,
  isAsleep,
  readCpuWaits,
  readProcesses,
  runPs,
  type Sandbox,
  type Tracing,
} from '@proclab/sandbox';
import { arbitraryPidAfterBoot } from './arbitrary-pid.ts';
import { CpuRecord } from './cpu-record.ts';
import type { Recorder } from './recorder.ts';
import { Starvation } from './starvation.ts';
import { isStuck } from './stuck.ts';

/**
 * Umask of every terminal: one that no program asks for, so that any umask(2) call shows. Folders would be such as
 * their group may list, but not enter.
 */
const TERMINAL_UMASK = 0o036;

/** Of a file that the scenario keeps, bytes: more than any log holds that is not written in a loop without end. */
const MOST_KEPT = 1 << 20;

/** However many calls are delayed, a deadline is put off by no more of them, and never by more than a minute. */
const MOST_IMPOSED_CALLS = 1000;
const MOST_IMPOSED_MS = 60_000;
/** A program that others keep from running gets more time, up to so many times what the scenario gives it. */
const MOST_STARVED = 4;
/** Who has filled the process table for this long does not stop by itself. */
const FORK_BOMB_MS = 1000;

/**
 * Longest pauses between two looks while a condition does not hold, ms: an eighth of what has been waited for, as a moment
 * is then seen that much too late at most. Where the grader looked every few milliseconds, it took as much of the CPU as
 * all that it looked at.
 */
const pauseAfter = (waited: number) => (waited < 2000 ? Math.min(Math.max(5, waited / 8), 50) : 100);

/** A look takes the grader less, unless it is kept from it: ms. */
const LOOK_MS = 100;

/** So long must all have been stuck: what was written just before may still be on its way. */
const STUCK_MS = 300;
/** And at so many looks: a condition may have to hold at several in a row, steady.ts, each of which takes its time. */
const STUCK_LOOKS = 12;

/** A shell whose terminal is gone ends in far less, unless it cannot. */
const HANG_UP_MS = 2000;

/** strace takes down an end in far less. */
const SETTLED_MS = 2000;

const NO_SHELLS: ReadonlySet<number> = new Set();

/** What the scenario waits for, as it is shown meanwhile. */
export interface Waiting {
  readonly what: Text;
  readonly elapsed: number;
  readonly within: number;
}

/** Thrown into a scenario that acts on a terminal whose shell the submission has ended. */
export class SceneOver extends Error {
  override readonly name = 'SceneOver';
}

/** The stage that a scenario is played on: one sandbox, recorded. */
export class LiveStage implements Stage {
  readonly moments: Moment[] = [];
  readonly tracers: { tracer: Tracer; pid: number; startedAt: number }[] = [];
  readonly cpu = new CpuRecord();
  readonly #starvation = new Starvation();
  /** Did a deadline come before the program could be expected to be so far, for all the delays that it met? */
  overslowed = false;
  readonly terminal: Terminal;
  readonly #sandbox: Sandbox;
  readonly #recorder: Recorder;
  readonly #direction: Tracing;
  readonly #clockless: ReadonlySet<string>;
  readonly #onWait: (waiting: Waiting) => void;
  readonly #kept = new Set<string>();
  /** Host pid of the PID 1 whose processes are looked at. */
  #init: number;

  private constructor(
    sandbox: Sandbox,
    recorder: Recorder,
    direction: Tracing,
    clockless: ReadonlySet<string>,
    terminal: Terminal,
    onWait: (waiting: Waiting) => void,
  ) {
    this.#sandbox = sandbox;
    this.#init = sandbox.hostPid;
    this.#recorder = recorder;
    this.#direction = direction;
    this.#clockless = clockless;
    this.#onWait = onWait;
    this.terminal = terminal;
  }

  /** @param clockless paths of executables that nothing wakes but other processes, see stuck.ts */
  static async open(
    sandbox: Sandbox,
    recorder: Recorder,
    direction: Tracing,
    clockless: ReadonlySet<string>,
    onWait: (waiting: Waiting) => void,
  ): Promise<LiveStage> {
    let stage: LiveStage | undefined;
    const first = await openTerminal(sandbox, recorder, (index, argv) => stage!.#start(index, argv));
    stage = new LiveStage(sandbox, recorder, direction, clockless, first, onWait);
    return stage;
  }

  openTerminal(): Promise<Terminal> {
    return openTerminal(this.#sandbox, this.#recorder, (index, argv) => this.#start(index, argv));
  }

  async moment(
    name: string,
    what: Text,
    condition: (now: Now) => boolean,
    limit: MomentLimit,
  ): Promise<boolean> {
    const within = milliseconds(limit.within);
    const began = this.#recorder.now();
    const starvedBefore = this.#starvation.total;
    let reached = false;
    let stuckSince: number | null = null;
    let stuckLooks = 0;
    let stuckAfter: number | null = null;
    let addresses: readonly string[] = [];
    let due = Infinity;
    for (;;) {
      // Asked before looking: what is over by now can no longer change what is about to be seen.
      const idle = this.#recorder.idle && this.#recorder.boots.length === 0;
      const now = await this.#look(due);
      const spent = this.#isSpent();
      reached = condition(now) && !spent;
      addresses = limit.addresses?.(now) ?? [];
      const waited = this.#recorder.now() - began;
      const imposed = this.#imposed();
      const most = Math.min(MOST_IMPOSED_CALLS * this.#direction.delay, MOST_IMPOSED_MS);
      const starved = Math.min(this.#starvation.total - starvedBefore, MOST_STARVED * within);
      const deadline = within + Math.min(imposed, most) + starved;
      // Whom the limit has ended has not come to its end, and whoever waited for it goes on for no other reason.
      if (reached || spent || this.#sandbox.gone) break;
      if (waited >= deadline) {
        this.overslowed ||= imposed >= most;
        break;
      }
      // Zombies without a living parent are still to be reaped by PID 1, and that may be what is waited for.
      if (idle && now.processes.length === 0) break;
      if (this.#isForkBomb(now.processes)) break;
      stuckSince = this.#isStuck(now.processes) ? (stuckSince ?? waited) : null;
      stuckLooks = stuckSince === null ? 0 : stuckLooks + 1;
      if (stuckSince !== null && waited - stuckSince >= STUCK_MS && stuckLooks >= STUCK_LOOKS) {
        stuckAfter = waited;
        break;
      }
      this.#onWait({ what, elapsed: waited, within });
      const pause = Math.min(pauseAfter(waited), deadline - waited);
      due = this.#recorder.now() + pause + LOOK_MS;
      await this.#recorder.nextEvent(pause);
    }
    await this.#photograph({ name, what, reached, within, stuckAfter }, addresses);
    return reached;
  }

  /**
   * Waits until the tracers have taken down every end that can be seen; a run that is over before that would not know of
   * it. Orphans that have ended are seen for as long as that takes, as PID 1 reaps them at once but gets them only from
   * their tracer. Whoever has reached a limit and still runs, as fork bombs do, gives no tracer a rest.
   */
  async settle(): Promise<void> {
    if (this.#recorder.limits.length > 0 && !this.#recorder.idle) return;
    const began = this.#recorder.now();
    const isBehind = () =>
      this.tracers.some(({ tracer }) => !tracer.hasCaughtUp) ||
      this.#processes(glanceAtProcesses).some((process) => process.ppid === 1 && isZombie(process));
    while (isBehind() && this.#recorder.now() - began < SETTLED_MS) await this.#recorder.nextEvent(5);
  }

  async signal(pid: number, signal: string): Promise<void> {
    const known = pidInSandbox(this.#init, pid) ?? pid;
    await this.#sandbox.signal(known, SIGNALS.indexOf(signal));
  }

  async reboot(): Promise<void> {
    const { hostPid, steps } = await boot(this.#sandbox, arbitraryPidAfterBoot());
    this.#init = hostPid;
    this.#recorder.boots.push({ at: this.#recorder.now(), steps });
  }

  async write(path: string, content: string, mode = 0o644): Promise<void> {
    await this.#sandbox.write(path, content, mode);
  }

  keep(path: string): void {
    this.#kept.add(path);
  }

  /** What the files hold that the scenario keeps, as far as they are there, by path. */
  async contents(): Promise<ReadonlyMap<string, string>> {
    const contents = new Map<string, string>();
    for (const path of this.#sandbox.gone ? [] : this.#kept) {
      const content = await this.#sandbox.read(path, MOST_KEPT);
      if (content !== null) contents.set(path, content.toString());
    }
    return contents;
  }

  async #start(index: number, argv: readonly string[]): Promise<Program> {
    const recorder = this.#recorder;
    const terminal = recorder.terminals.find((each) => each.index === index);
    if (!terminal || terminal.shellEnded) throw new SceneOver();
    const traced = this.#direction.schedule !== 'natural';
    const { pid, at } = await this.#sandbox.run(index, argv, traced);
    const startedAt = at - recorder.began;
    recorder.started({ terminal: terminal.id, argv, pid, startedAt });
    if (traced) {
      const hostPid = hostPidOf(this.#sandbox.hostPid, pid);
      if (hostPid === null) throw new SceneOver();
      const tracer = await Tracer.attach(this.#sandbox, hostPid, this.#direction);
      this.tracers.push({ tracer, pid, startedAt });
      await this.#sandbox.release(index);
    }
    return { pid };
  }

  #isSpent(): boolean {
    return this.#recorder.limits.some(({ limit }) => limit === 'cpu-time');
  }

  #isForkBomb(processes: readonly ProcessState[]): boolean {
    const hit = this.#recorder.limits.find(({ limit }) => limit === 'processes');
    if (!hit || this.#recorder.now() - hit.at < FORK_BOMB_MS) return false;
    // Threads are not counted: one process that has as many as it may get can still end them all.
    return processes.length >= this.#sandbox.limits.processes / 2;
  }

  /** After a second boot there may be somebody else to wake them. */
  #isStuck(processes: readonly ProcessState[]): boolean {
    if (this.#recorder.boots.length > 0) return false;
    return isStuck(processes, this.#clockless, this.#direction.schedule !== 'natural');
  }

  /** What the schedule itself has cost the program so far, ms, not the program's to answer for: delays that are over, and one that may be under way. */
  #imposed(): number {
    if (this.tracers.length === 0) return 0;
    return this.tracers.reduce((total, { tracer }) => total + tracer.imposed, this.#direction.delay);
  }

  /** @param due when this was to be over at the latest, if nothing keeps the grader from it, ms */
  #processes(read: typeof readProcesses, due = Infinity): ProcessState[] {
    const shells = this.#recorder.boots.length > 0 ? NO_SHELLS : this.#recorder.shells;
    const processes = read(this.#init, shells, this.#sandbox.tellsWaits);
    const now = this.#recorder.now();
    this.cpu.sample(now, processes);
    const waits = [
      ...readCpuWaits(
        this.#init,
        processes.map(({ pid }) => pid),
      ),
      ...readCpuWaits(
        null,
        this.tracers.map(({ tracer }) => tracer.pid),
      ),
    ];
    this.#starvation.sample(now, new Map(waits), Math.max(0, now - due));
    return processes;
  }

  async #look(due: number): Promise<Now> {
    const recorder = this.#recorder;
    if (!this.#sandbox.gone) recorder.files.update(await this.#sandbox.list());
    const contents = await this.contents();
    return {
      processes: this.#processes(glanceAtProcesses, due).filter((process) => process.role === 'submission'),
      // Put together only for the conditions that ask: they are asked many times a second.
      get added() {
        return recorder.files.added;
      },
      asleep: ({ pid }) => isAsleep(this.#init, pid),
      kept: (path) => contents.get(path) ?? null,
      get output() {
        return recorder.output;
      },
      shownOn: ({ id }) => recorder.outputOf(id),
      syslog: recorder.syslog,
      ended: (program): WaitStatus | null =>
        recorder.programs.find(({ pid }) => pid === program.pid)?.ended?.status ?? null,
    };
  }

  async #photograph(
    moment: Pick<Moment, 'name' | 'what' | 'reached' | 'within' | 'stuckAfter'>,
    addresses: readonly string[],
  ): Promise<void> {
    const at = this.#recorder.now();
    const look = () => this.#processes(readProcesses);
    const seen =
      this.#direction.schedule === 'natural' && !this.#sandbox.gone
        ? await runPs(this.#init, look)
        : { processes: look(), ps: null };
    const { descriptors } = this.#sandbox.limits;
    if (seen.processes.some((process) => (process.descriptors?.length ?? 0) >= descriptors))
      this.#recorder.hit('open-files', at);
    const memory = readMemory(this.#init, pidsOf(seen.processes), addresses);
    this.moments.push({ ...moment, at, ...seen, memory });
  }
}

/** Of the submission, those that are no zombies: these have no memory left. */
function pidsOf(processes: readonly ProcessState[]): number[] {
  return processes
    .filter((process) => process.role === 'submission' && !isZombie(process))
    .map(({ pid }) => pid);
}

async function openTerminal(
  sandbox: Sandbox,
  recorder: Recorder,
  start: (index: number, argv: readonly string[]) => Promise<Program>,
): Promise<Terminal> {
  const opened = await sandbox.openTerminal(TERMINAL_UMASK);
  const record = recorder.opened(opened, TERMINAL_UMASK, HOME);
  return {
    id: record.id,
    run: (program, ...args) =>
      start(opened.index, [program.includes('/') ? program : `/usr/bin/${program}`, ...args]),
    resume: () => sandbox.resume(opened.index),
    type: (text) => sandbox.type(opened.index, text),
    hangUp: async () => {
      record.hungUpAt = (await sandbox.hangUp(opened.index)) - recorder.began;
      // By then it has told its jobs, and the kernel whoever is in front: what comes later comes after SIGHUP.
      while (!record.shellEnded && recorder.now() - record.hungUpAt < HANG_UP_MS) await recorder.nextEvent(5);
    },
  };
}

/** `'8s'` → 8000 */
export function milliseconds(duration: Duration): number {
  const number = Number.parseFloat(duration);
  return duration.endsWith('ms') ? number : number * 1000;
}
