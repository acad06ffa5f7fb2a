import type { Text } from './text.ts';
import type { WaitStatus } from './wait-status.ts';

/**
 * Everything that was observed of one submission. Plain data, never changed after it was
 * collected, so that a verdict can be computed from it again at any time, on any machine.
 *
 * Times named `at` are milliseconds since their run began; process ids are those inside the sandbox.
 */
export interface Evidence {
  readonly format: 'proclab-evidence';
  readonly version: 1;
  /** `lab-01` */
  readonly lab: string;
  readonly submission: SubmissionEvidence;
  readonly machine: MachineEvidence;
  readonly exercises: readonly ExerciseEvidence[];
}

export interface SubmissionEvidence {
  /** Where it came from: the student's folder, or one of our own programs by name. */
  readonly origin: string;
  /** The C sources and headers as they were read, so that a line can be shown again. */
  readonly files: readonly SourceFile[];
}

export interface SourceFile {
  /** Relative to the submission, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface MachineEvidence {
  /** `uname -sr`, such as `Linux 6.1.0-18-amd64`. */
  readonly kernel: string;
  readonly arch: string;
  readonly cpus: number;
  /** Was the grader started by root? It then dropped to another user for all that it ran. */
  readonly root: boolean;
  /** What it cannot do as well as others; none on most. */
  readonly weaknesses: readonly Weakness[];
  /** ISO 8601, UTC. */
  readonly gradedAt: string;
}

/** Something that a machine cannot guarantee, and what that means for programs and checks. */
export interface Weakness {
  /** `SYSTEM_V_REFUSED` */
  readonly code: string;
  readonly what: Text;
}

export interface ExerciseEvidence {
  /** `siblings` */
  readonly exercise: string;
  readonly build: BuildEvidence;
  /** In the order the lab names them; none when the build failed. */
  readonly runs: readonly Run[];
}

// ---- build ------------------------------------------------------------------------------------

export interface BuildEvidence {
  /** `missing`: a source file is not in the submission. `limit`: the compiler exceeded a limit. */
  readonly status: 'built' | 'failed' | 'missing' | 'limit';
  readonly programs: readonly ProgramBuild[];
  readonly limits: readonly LimitHit[];
  readonly faults: readonly Fault[];
}

export interface ProgramBuild {
  /** Name of the executable, such as `ticker`. */
  readonly program: string;
  /** Source files that the lab asks for. */
  readonly sources: readonly string[];
  /** Those of them that the submission lacks. */
  readonly missing: readonly string[];
  /** The command line as a student could type it. */
  readonly command: string;
  readonly ended: WaitStatus | null;
  /** What the compiler printed, cut at a limit. */
  readonly log: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Functions that the linker left to shared libraries (`fork`, `execlp`), sorted. */
  readonly imports: readonly string[];
  /** Who calls what and where, after macro expansion, by line. */
  readonly calls: readonly CallSite[];
  /** Its own functions by address; none where it was not built. */
  readonly functions: readonly FunctionSymbol[];
}

/** A function of the program itself. */
export interface FunctionSymbol {
  readonly name: string;
  /** In hex, `0x1216`: in the file. In memory a whole number of pages is added to it, the same for all of them. */
  readonly address: string;
}

export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  /** `-Wimplicit-function-declaration`, where the compiler names one. */
  readonly option: string | null;
}

export interface CallSite {
  readonly caller: string;
  readonly callee: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

// ---- runs -------------------------------------------------------------------------------------

/**
 * Who is slowed down while the scenario plays. `natural` runs are not traced; every other
 * schedule is played by strace, `as-it-comes` without any delay.
 */
export type Schedule =
  | 'natural'
  | 'as-it-comes'
  | 'slow-parent'
  | 'slow-child'
  | 'slow-writer'
  | 'slow-reader'
  | 'slow-thread'
  | 'slow-exit'
  | 'delayed-signal';

export interface Run {
  /** Unique in its exercise; the schedule, unless a lab plays one schedule twice. */
  readonly id: string;
  /** What was played: the id of the first run of the exercise with the same scenario. */
  readonly scenario: string;
  readonly schedule: Schedule;
  /**
   * Did whoever was not slowed down get as far as it could meanwhile? True in natural runs. The grader plays
   * a schedule again with longer delays until it is; false if it never was, on a machine too crowded for it.
   */
  readonly played: boolean;
  /** How long each call that the schedule slows was held, ms; 0 where none was. */
  readonly delay: number;
  /** Milliseconds from the start of the scenario to its end. */
  readonly duration: number;
  readonly terminals: readonly TerminalEvidence[];
  /** Programs that the scenario started, in that order. */
  readonly programs: readonly ProgramRun[];
  /** In the order they were taken. */
  readonly moments: readonly Moment[];
  /** Files made or changed outside /proc, /dev and /usr since the scenario began, by birth. */
  readonly files: readonly FileEvidence[];
  /** Orphans that PID 1 reaped. */
  readonly orphans: readonly { readonly pid: number; readonly at: number; readonly status: WaitStatus }[];
  readonly syslog: readonly SyslogMessage[];
  /** When the scenario switched the machine off and on again; from then on a real init is PID 1. */
  readonly boots: readonly Boot[];
  /** Null in natural runs. */
  readonly trace: Trace | null;
  readonly limits: readonly LimitHit[];
  readonly faults: readonly Fault[];
}

export interface TerminalEvidence {
  /** `terminal-1` */
  readonly id: string;
  /** `pts/0` */
  readonly tty: string;
  /** Device number as in field 7 of /proc/PID/stat, proc(5). */
  readonly ttyNumber: number;
  /** The session leader that plays the login shell; its pid is the SID of the terminal. */
  readonly shell: number;
  readonly umask: number;
  readonly cwd: string;
  readonly output: readonly { readonly at: number; readonly text: string }[];
  readonly hungUpAt: number | null;
}

export interface ProgramRun {
  readonly terminal: string;
  readonly argv: readonly string[];
  readonly pid: number;
  readonly startedAt: number;
  /** When the shell got its prompt back, and how the process it had started ended; null if it never did. */
  readonly ended: { readonly at: number; readonly status: WaitStatus } | null;
}

/** A named instant of a run: the scenario waited for a condition, then looked. */
export interface Moment {
  readonly name: string;
  readonly what: Text;
  readonly at: number;
  /** Did the condition hold before its deadline, `within` ms? If not, this is the last state that was seen. */
  readonly reached: boolean;
  readonly within: number;
  /**
   * When it was seen, after so many ms of waiting, that every process of the submission waits for something that
   * cannot come: nothing would have happened until the deadline. Null otherwise.
   */
  readonly stuckAfter: number | null;
  /** All processes of the sandbox as /proc showed them from outside, by pid; ours are marked. */
  readonly processes: readonly ProcessState[];
  /** What ps showed inside at the same moment; null in traced runs. */
  readonly ps: PsReading | null;
  /** What stood at the addresses that the scenario asked for, address by address, in each process by pid. */
  readonly memory: readonly MemoryReading[];
}

/** What one process of the submission had at one virtual address. */
export interface MemoryReading {
  readonly pid: number;
  /** In lower case, without leading zeros: `0x7ffd5c1f2a3c`. */
  readonly address: string;
  /** The mapping it lies in; null when nothing is mapped there. */
  readonly mapping: Mapping | null;
  /** The first 8 bytes from there on, in hex, two digits each; null when they could not be read. */
  readonly bytes: string | null;
}

/** A line of /proc/PID/maps, proc_pid_maps(5). */
export interface Mapping {
  /** `[stack]`, `[heap]`, `/home/student/x`; empty for an anonymous mapping. */
  readonly name: string;
  /** `rw-p`; the last letter tells private from shared. */
  readonly permissions: string;
  /** The name of the mapping that ends where this one begins; null when there is none. What .bss needs beyond .data follows its file. */
  readonly follows: string | null;
}

export interface ProcessState {
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  readonly sid: number;
  /** `pts/0`, or null when there is no controlling terminal (field 7 of /proc/PID/stat is 0). */
  readonly tty: string | null;
  readonly tpgid: number;
  /** One letter: R S D Z T t X I, proc(5). */
  readonly state: string;
  readonly threads: number;
  readonly comm: string;
  /** Empty for zombies. */
  readonly argv: readonly string[];
  readonly uid: number;
  /** User plus system time, ms. */
  readonly cpu: number;
  /** Field 22 of /proc/PID/stat, clock ticks since boot: with the pid it names one process for good. */
  readonly startTime: number;
  /**
   * The function of the kernel that it sleeps in, proc_pid_wchan(5). `0` when it was awake by then, though `state` may
   * say that it slept a moment before; null where the kernel does not tell.
   */
  readonly wchan: string | null;
  readonly exe: string | null;
  readonly cwd: string | null;
  readonly umask: number | null;
  /** Null when they could not be read. */
  readonly descriptors: readonly Descriptor[] | null;
  /** `init` and `shell` are ours; everything else belongs to the submission. */
  readonly role: 'init' | 'shell' | 'submission';
}

export interface Descriptor {
  readonly fd: number;
  /** `/dev/pts/0`, `pipe:[123]`, `/home/student/x.log` */
  readonly target: string;
}

export interface PsReading {
  /** The command a student can type. */
  readonly command: string;
  /** The header line exactly as printed. */
  readonly header: string;
  /** One per process, exactly as printed; the row of ps itself is left out. */
  readonly rows: readonly { readonly pid: number; readonly line: string }[];
  /** Pids for which ps and /proc disagreed, with both readings. */
  readonly disagreements: readonly Disagreement[];
  /** Why ps could not be read: killed, starved; null when it was. */
  readonly trouble: Text | null;
}

export interface Disagreement {
  readonly pid: number;
  readonly column: string;
  readonly ps: string;
  readonly proc: string;
}

export interface FileEvidence {
  readonly path: string;
  readonly type: 'regular' | 'directory' | 'fifo' | 'socket' | 'symlink' | 'device';
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  readonly uid: number;
  readonly size: number;
  /** When the inode was born (statx(2), stx_btime), ms since the run began. */
  readonly bornAt: number;
  readonly changedAt: number;
  /** Was it there when the scenario began? */
  readonly existedBefore: boolean;
  /** UTF-8 of regular files up to a limit that the scenario asked for; else null. */
  readonly content: string | null;
}

export interface Boot {
  readonly at: number;
  /** What init was to start, and the file of the disk that asks for it. */
  readonly steps: readonly { readonly because: string; readonly script: string }[];
}

export interface SyslogMessage {
  readonly at: number;
  readonly pid: number;
  readonly facility: number;
  readonly severity: number;
  readonly text: string;
}

export interface LimitHit {
  readonly limit:
    | 'processes'
    | 'memory'
    | 'cpu-time'
    | 'file-size'
    | 'disk'
    | 'open-files'
    | 'output'
    | 'wall-time';
  readonly at: number;
  readonly what: Text;
}

/** A fault of the grader or the machine, never of the student. */
export interface Fault {
  readonly code: string;
  readonly what: Text;
  readonly remedy: Text;
}

// ---- traces -----------------------------------------------------------------------------------

export interface Trace {
  readonly calls: readonly Call[];
  /** Everything that was alive in the run, by birth. */
  readonly processes: readonly ProcessLife[];
  /** Signals as they were delivered, signal(7), in order; one that is blocked is not, until it is unblocked. */
  readonly signals: readonly Delivery[];
}

/** A signal reached a thread. SIGKILL ends it unseen. */
export interface Delivery {
  readonly pid: number;
  readonly tid: number;
  readonly at: number;
  /** `SIGALRM` */
  readonly signal: string;
  /** Address in memory of the handler that it called, in hex as sigaction(2) was given it; null if there was none. */
  readonly handler: string | null;
}

/** One system call, from its entry to its return. */
export interface Call {
  readonly pid: number;
  /** The thread that made it; the pid of the process for its main thread. */
  readonly tid: number;
  readonly at: number;
  /** Null if it never returned. */
  readonly returnedAt: number | null;
  readonly name: string;
  /** Arguments as strace prints them, process ids as the submission sees them. */
  readonly args: string;
  /** Null when it never returned or returned nothing. */
  readonly result: number | null;
  /** `ECHILD`, or null. */
  readonly error: string | null;
}

/** A program that a process became by execve(2) or execveat(2). */
export interface Exec {
  readonly at: number;
  readonly path: string;
  /** A JSON array of strings, `["ls","-l"]`; strings are cut at 4096 bytes. */
  readonly argv: string;
  /** The environment it was given, as `argv`: `["PATH=/usr/bin"]`; null where the trace does not show it. */
  readonly env: string | null;
}

/** The life of one process as the trace tells it. */
export interface ProcessLife {
  readonly pid: number;
  /** The process that made it; null for the program the scenario started. */
  readonly parent: number | null;
  readonly bornAt: number;
  readonly bornBy: 'start' | 'fork' | 'vfork' | 'clone';
  /** Programs it became by execve, in order. */
  readonly execs: readonly Exec[];
  /** Most threads alive at once, the main one included. */
  readonly threads: number;
  readonly ended: { readonly at: number; readonly status: WaitStatus } | null;
  /**
   * Who collected its status: a wait call of its parent, the kernel because the parent ignores
   * SIGCHLD or set SA_NOCLDWAIT (sigaction(2)), or PID 1 once the parent had ended; null if nobody.
   */
  readonly reaped: {
    readonly by: 'parent' | 'kernel' | 'init';
    readonly at: number;
    /** The wait call, as in Trace.calls; null unless by the parent. */
    readonly call: Call | null;
  } | null;
  /** When its parent ended before it did. */
  readonly orphanedAt: number | null;
  /** All that it wrote to a terminal, in order, escape sequences included. */
  readonly printed: string;
  /** When it wrote for the first time. */
  readonly printedAt: number | null;
}
