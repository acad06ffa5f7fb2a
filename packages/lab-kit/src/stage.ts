import type { ProcessState, SyslogMessage, Text, WaitStatus } from '@proclab/core';

/** A length of time as a person writes it: `'8s'`, `'250ms'`. */
export type Duration = `${number}s` | `${number}ms`;

/**
 * Where a scenario is played: one private Linux with a terminal. A scenario acts (run, type, hang up,
 * signal) and waits for moments; it never waits for a length of time.
 */
export interface Stage {
  /** The first terminal, open from the start. */
  readonly terminal: Terminal;
  /** A further terminal with its own session, as a second window would be. */
  openTerminal(): Promise<Terminal>;
  /**
   * Waits until the condition holds, then takes down everything that can be seen, under this name.
   * When the deadline passes first, or nothing of the submission is left that could make it true,
   * the last state is taken down instead, marked as not reached. Returns whether it was reached.
   */
  moment(name: string, what: Text, condition: (now: Now) => boolean, limit: MomentLimit): Promise<boolean>;
  /** Sends a signal to one process of the submission, as kill(1) would. */
  signal(pid: number, signal: string): Promise<void>;
  /**
   * Switches the machine off as a power cut does, and on again: whatever ran is gone, /run, /tmp and /dev/shm are
   * empty, the disk is as it was. Its terminals are gone for good. A real init (busybox) is PID 1 and
   * starts what the disk asks for: /etc/inittab, /etc/rc2.d, /etc/rc.local, units in
   * /etc/systemd/system/multi-user.target.wants, `@reboot` in crontabs. Moments then show that Linux.
   */
  reboot(): Promise<void>;
  /** Writes a file before or while the program runs. */
  write(path: string, content: string, mode?: number): Promise<void>;
  /** Keeps the content of this file (up to 1 MiB) in the evidence when the run ends; conditions see it meanwhile. */
  keep(path: string): void;
}

export interface MomentLimit {
  readonly within: Duration;
  /**
   * Addresses, in hex with `0x`, at which the memory of every process of the submission is read at that moment, up to
   * 32 in up to 8 processes: `(now) => addressesIn(now.output)`.
   */
  readonly addresses?: (now: Now) => readonly string[];
}

export interface Terminal {
  /** As in the evidence of the run: `terminal-1`. */
  readonly id: string;
  /** Starts a program in the foreground, as a shell would: `run('./ticker')`, `run('./copy', 'a', 'b')`. */
  run(program: string, ...args: string[]): Promise<Program>;
  /** Continues the job that was stopped last and gives the terminal back to it, as the shell’s `fg` does. */
  resume(): Promise<void>;
  /** Types text, as a user would. */
  type(text: string): Promise<void>;
  /** Closes the terminal's window: its shell gets SIGHUP, passes it on to its jobs and ends, as bash does. */
  hangUp(): Promise<void>;
}

export interface Program {
  readonly pid: number;
}

export interface AddedFile {
  readonly path: string;
  readonly type: string;
  readonly size: number;
  /** As in FileEvidence: when the inode was born, ms since the run began. */
  readonly bornAt: number;
}

/** What a condition can look at. */
export interface Now {
  /** Processes of the submission that are alive; zombies are included. */
  readonly processes: readonly ProcessState[];
  /** Does every thread of a process sleep? The state of a process is that of its main thread alone. */
  asleep(process: ProcessState): boolean;
  /** Files that came into being since the scenario began, in the order of their birth. */
  readonly added: readonly AddedFile[];
  /** What a file holds that the scenario keeps, up to 1 MiB; null while it is not there. */
  kept(path: string): string | null;
  /** What all terminals have shown so far. */
  readonly output: string;
  /** What one terminal has shown so far: what was typed there too, as long as echo is on, termios(3). */
  shownOn(terminal: Terminal): string;
  /** What has been sent to syslog(3) so far, in the order it came. */
  readonly syslog: readonly SyslogMessage[];
  /** Has the shell got its prompt back from this program, and how did that end? */
  ended(program: Program): WaitStatus | null;
}
