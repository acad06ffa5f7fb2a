import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeWaitStatus, type ProcessState, type WaitStatus } from '@proclab/core';
import { onTestFinished } from 'vitest';
import { HOME, RUN_LIMITS, Sandbox, readProcesses } from '../src/index.ts';
import type { Limits, OpenedTerminal, SandboxEvent } from '../src/index.ts';

export const LABINIT = join(import.meta.dirname, '../dist/labinit');

/** Milliseconds that anything may take on a machine that others use too. */
const PATIENCE = 15_000;
const PAUSE = 5;

/** How the processes of a sandbox can be told from all others on the host. */
export type Namespace = string;

export interface Ran {
  readonly pid: number;
  readonly terminal: OpenedTerminal;
  readonly status: WaitStatus;
  /** What the terminal showed up to the prompt, with plain newlines. */
  readonly output: string;
}

/** Waits until a look gives something true, and gives it. Fails at its deadline. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  within = PATIENCE,
): Promise<Exclude<T, null | undefined | false | 0 | ''>> {
  const deadline = performance.now() + within;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, null | undefined | false | 0 | ''>;
    if (performance.now() > deadline) throw new Error(`within ${within} ms not seen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** One sandbox with all that happened in it. It is stopped when its test is over. */
export class TestLinux {
  readonly sandbox: Sandbox;
  readonly events: SandboxEvent[] = [];
  readonly #shells = new Set<number>();
  readonly #installed = new Set<string>();

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
    sandbox.listen((event) => this.events.push(event));
  }

  static async start(limits: Partial<Limits> = {}): Promise<TestLinux> {
    const sandbox = await Sandbox.start({ labinit: LABINIT, limits: { ...RUN_LIMITS, ...limits } });
    onTestFinished(() => sandbox.stop());
    return new TestLinux(sandbox);
  }

  async openTerminal(): Promise<OpenedTerminal> {
    const terminal = await this.sandbox.openTerminal(0o022);
    this.#shells.add(terminal.shell);
    return terminal;
  }

  /** Starts a program of `programs/` or `hostile/` by its name, or any other by its path. */
  async start(terminal: OpenedTerminal, ...argv: readonly [string, ...string[]]): Promise<number> {
    const [name, ...args] = argv;
    const path = name.includes('/') ? name : await this.install(name);
    return (await this.sandbox.run(terminal.index, [path, ...args])).pid;
  }

  async install(name: string): Promise<string> {
    const path = `${HOME}/${name}`;
    if (!this.#installed.has(name)) await this.sandbox.write(path, await program(name), 0o755);
    this.#installed.add(name);
    return path;
  }

  /** Runs a program on a terminal of its own until its shell has the prompt back. */
  async run(...argv: readonly [string, ...string[]]): Promise<Ran> {
    const terminal = await this.openTerminal();
    const pid = await this.start(terminal, ...argv);
    const status = await this.ended(pid);
    return { pid, terminal, status, output: this.output(terminal) };
  }

  /** How a program ended that a shell had started. */
  async ended(pid: number): Promise<WaitStatus> {
    const event = await until(`the end of ${pid}`, () => this.all('ended').find((each) => each.pid === pid));
    return decodeWaitStatus(event.rawStatus);
  }

  /** The events of one type so far. */
  all<Type extends SandboxEvent['type']>(type: Type): (SandboxEvent & { type: Type })[] {
    return this.events.filter((event): event is SandboxEvent & { type: Type } => event.type === type);
  }

  limit(name: string): Promise<SandboxEvent & { type: 'limit' }> {
    return until(`the limit ${name}`, () => this.all('limit').find((event) => event.limit === name));
  }

  /** All that a terminal has shown so far, with plain newlines. */
  output(terminal: OpenedTerminal): string {
    const shown = this.all('output').filter((event) => event.terminal === terminal.index);
    return Buffer.concat(shown.map((event) => event.bytes))
      .toString()
      .replaceAll('\r\n', '\n');
  }

  /** Waits until a terminal shows some text. */
  async shows(terminal: OpenedTerminal, text: string): Promise<void> {
    await until(`“${text}” on ${terminal.tty}`, () => this.output(terminal).includes(text));
  }

  /** Every process, as /proc shows it from outside. */
  processes(): ProcessState[] {
    return readProcesses(this.sandbox.hostPid, this.#shells);
  }

  process(pid: number): ProcessState | undefined {
    return this.processes().find((each) => each.pid === pid);
  }

  /** The processes of the submission, without PID 1 and the shells. */
  submission(): ProcessState[] {
    return this.processes().filter((each) => each.role === 'submission');
  }

  get namespace(): Namespace {
    return readlinkSync(`/proc/${this.sandbox.hostPid}/ns/pid`);
  }
}

/** Pids, as the host knows them, of everything in a PID namespace. */
export function hostPidsIn(namespace: Namespace): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/ns/pid`) === namespace;
      } catch {
        return false;
      }
    });
}

/** An address at which the host can be reached from elsewhere; its loopback's where it has no other. */
export function addressOfHost(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.2';
}

/** Commands of the tools that this process has started and that are not over. */
export function helpersAlive(): string[] {
  const pids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
  return pids
    .filter(Boolean)
    .map((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim())
    .filter((name) => /^(?:bwrap|strace|nsenter)$/.test(name));
}

const programs = new Map<string, Promise<Buffer>>();

/** The executable of `programs/NAME.c` or `hostile/NAME.c`. */
export function program(name: string): Promise<Buffer> {
  const built = programs.get(name) ?? build(name);
  programs.set(name, built);
  return built;
}

async function build(name: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'proclab-program-'));
  try {
    const sources = ['programs', 'hostile'].map((place) => join(import.meta.dirname, place, `${name}.c`));
    const source = sources.find((path) => existsSync(path)) ?? name;
    await promisify(execFile)('gcc', ['-Wall', '-pthread', '-o', join(folder, name), source]);
    return await readFile(join(folder, name));
  } finally {
    await rm(folder, { recursive: true });
  }
}
