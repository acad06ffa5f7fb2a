import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fchmodSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Schedule } from '@proclab/core';
import { traceFault, traceFileFault, traceLostFault, type SandboxError } from './fault.ts';
import { Imposed } from './imposed.ts';
import { openBuilt } from './open-built.ts';
import { stateOf } from './proc/read-processes.ts';
import type { Sandbox } from './sandbox.ts';
import { injectionOf } from './schedules.ts';
import { sandboxUser } from './user.ts';

/** The calls that tell what processes did; anything else would only slow them down. */
// prettier-ignore
const TRACED_CALLS = [
  'execve', 'execveat', 'clone', 'clone3', 'fork', 'vfork', 'exit', 'exit_group', 'wait4', 'waitid',
  'rt_sigaction', 'rt_sigreturn', 'kill', 'tkill', 'tgkill', 'set_robust_list', 'prctl', 'getppid',
  'setsid', 'setpgid', 'chdir', 'fchdir', 'umask', 'ioctl',
  'pipe', 'pipe2', 'dup', 'dup2', 'dup3', 'fcntl', 'lseek', 'close', 'close_range', 'open', 'openat', 'openat2', 'creat', 'mknod', 'mknodat',
  'unlink', 'unlinkat', 'write', 'writev', 'pwrite64', 'pwritev', 'pwritev2',
  // Calls that wait: who is in one of them has got as far as it could.
  'read', 'readv', 'nanosleep', 'clock_nanosleep', 'pause', 'rt_sigsuspend', 'rt_sigtimedwait', 'futex',
  'poll', 'ppoll', 'select', 'pselect6', 'epoll_wait', 'epoll_pwait', 'epoll_pwait2', 'flock', 'semop', 'semtimedop',
  'msgrcv', 'mq_timedreceive', 'accept', 'accept4', 'recvfrom', 'recvmsg', 'splice',
];

/** A file that never had a name, open(2); Node does not name this flag. */
const O_TMPFILE = 0o20000000 | constants.O_DIRECTORY;
/** How file systems and kernels say that they have none. */
const NO_TMPFILE: ReadonlySet<string> = new Set(['EOPNOTSUPP', 'EISDIR', 'EINVAL']);

/** What is kept of a log: a loop that asks for its children without a pause writes some 30 MiB until its deadline. */
const MOST_LOG = 64 << 20;
/** Who has nothing left to write down for so long after everything has ended waits for what will not come, ms. */
const FORGOTTEN_MS = 5000;
/** What strace says when it cannot write; it goes on without a word of what is lost. */
const NOT_WRITTEN = /^strace: \/proc\/self\/fd\/4: (.*)$/m;
/** Where what is read of it at once comes to lie, before it is copied. */
const CHUNK = Buffer.alloc(64 << 10);

/** How a program is to be traced. */
export interface Tracing {
  readonly schedule: Schedule;
  /** How long a slowed call waits, ms. */
  readonly delay: number;
  /** System calls to trace beside the usual ones. */
  readonly calls?: readonly string[];
}

/** strace(1) on one program of a sandbox, attached from outside: inside nothing can see or end it. */
export class Tracer {
  /** Of the program. */
  readonly hostPid: number;
  /** Of strace itself. */
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #log: Buffer[] = [];
  readonly #ended: Promise<void>;
  /** Null once it is closed. */
  #file: number | null;
  #length = 0;
  readonly #imposed: Imposed;
  /** Did it wait for a thread that was ended while it was held back, and that strace has forgotten? */
  #isForgetful = false;
  /** Why the log is not whole; null if it is. */
  #trouble: SandboxError | null = null;

  private constructor(child: ChildProcess, file: number, hostPid: number, delay: number) {
    this.hostPid = hostPid;
    this.pid = child.pid ?? 0;
    this.#child = child;
    this.#file = file;
    this.#imposed = new Imposed(delay);
    child.stderr?.on('data', (chunk: Buffer) => {
      const [, why] = NOT_WRITTEN.exec(String(chunk)) ?? [];
      if (why !== undefined) this.#trouble ??= traceFileFault(tmpdir(), why);
    });
    this.#ended = new Promise((resolve) =>
      child.once('close', (code, signal) => {
        if (code !== 0 && !this.#isForgetful)
          this.#trouble ??= traceLostFault(signal ?? `exit status ${code}`);
        this.#readOn();
        closeSync(file);
        this.#file = null;
        resolve();
      }),
    );
  }

  /** Attaches to a held process of a sandbox; resolves once it is traced. Throws a SandboxError when it cannot be. */
  static async attach(
    sandbox: Pick<Sandbox, 'hostPid' | 'native'>,
    hostPid: number,
    { schedule, delay, calls: alsoTraced = [] }: Tracing,
  ): Promise<Tracer> {
    // `?`: arm64 never had some of the older calls.
    const calls = [...TRACED_CALLS, ...alsoTraced].map((call) => `?${call}`).join(',');
    // prettier-ignore
    const options = [
      '-f', '-ttt', '-T', '-y', '-s', '4096', '--decode-pids=pidns', '-e', `trace=${calls}`,
      // Environments in full.
      '-e', 'abbrev=!execve,execveat',
    ];
    // Handed over open: the user that strace runs as may not be able to go where it lies.
    const skipOthers = openBuilt(join(sandbox.native, 'skip-others.so'));
    const file = openNameless();
    const child = spawn(
      'strace',
      [...options, ...injectionOf(schedule, delay), '-o', '/proc/self/fd/4', '-p', String(hostPid)],
      {
        stdio: ['ignore', 'ignore', 'pipe', skipOthers, file],
        cwd: '/',
        env: {
          PATH: '/usr/bin:/bin',
          LC_ALL: 'C',
          LD_PRELOAD: '/proc/self/fd/3',
          PROCLAB_FIRST_PID: String(sandbox.hostPid),
          PROCLAB_GRADER_PID: String(process.pid),
        },
        ...sandboxUser(),
      },
    );
    closeSync(skipOthers);
    const tracer = new Tracer(child, file, hostPid, delay);
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.once('error', (error) => reject(traceFault(error.message)));
      child.once('close', () => reject(traceFault(said)));
      child.stderr?.on('data', (chunk: Buffer) => {
        said = (said + String(chunk)).slice(0, 4096);
        if (/Process \d+ attached/.test(said)) resolve();
      });
    });
    return tracer;
  }

  /**
   * The whole log, once everything that was traced has ended: to be asked for when the sandbox is to go, or gone. Throws a
   * SandboxError when it is not whole.
   */
  async log(): Promise<string> {
    const timer = setInterval(() => {
      if (this.hasCaughtUp) this.#isForgetful ||= this.#child.kill('SIGKILL');
    }, FORGOTTEN_MS);
    await this.#ended;
    clearInterval(timer);
    if (this.#trouble !== null) throw this.#trouble;
    return Buffer.concat(this.#log).toString();
  }

  /**
   * Whether all that has happened so far is in the log. strace collects events and writes them down afterwards: a shell
   * can have its prompt back before the log says that the program has ended. With nothing left to write, strace sleeps
   * in wait4(2), or has ended.
   */
  get hasCaughtUp(): boolean {
    const state = stateOf(this.#child.pid!);
    return state !== 'R' && state !== 'D';
  }

  /** What the schedule has cost the program so far, ms. */
  get imposed(): number {
    this.#readOn();
    return this.#imposed.total;
  }

  #readOn(): void {
    for (;;) {
      const read = this.#file === null ? 0 : readSync(this.#file, CHUNK, 0, CHUNK.length, this.#length);
      if (read === 0) return;
      const chunk = Buffer.from(CHUNK.subarray(0, read));
      if (this.#length < MOST_LOG) this.#log.push(chunk);
      this.#length += read;
      this.#imposed.add(chunk.toString('latin1'));
    }
  }
}

/**
 * A file for strace to write to, without a name from the start, so that nothing is left of it. A pipe would do but for
 * this: with `-o '|…'` strace ends as soon as it knows of no process to trace, and a daemon whose parent has ended
 * before its own first stop was seen is lost; with a file it waits for whatever it is attached to (strace.c, next_event).
 */
function openNameless(): number {
  const file = openIn(tmpdir());
  // strace opens it anew, as the user that it runs as.
  fchmodSync(file, 0o666);
  return file;
}

function openIn(folder: string): number {
  try {
    return openSync(folder, constants.O_RDWR | O_TMPFILE, 0o600);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (!NO_TMPFILE.has(code)) throw traceFileFault(folder, code);
  }
  const path = join(folder, `proclab-strace-${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    return openSync(path, 'wx+', 0o600);
  } catch (error) {
    throw traceFileFault(folder, (error as NodeJS.ErrnoException).code ?? String(error));
  } finally {
    rmSync(path, { force: true });
  }
}
