import type { Exhibit } from './check.ts';
import type { Diagnostic, Fault, LimitHit, MachineEvidence, Schedule } from './evidence.ts';
import type { Text } from './text.ts';

/** The checks of a submission, with points. Everything a reporter needs is in here. */
export interface Verdict {
  readonly format: 'proclab-verdict';
  readonly version: 1;
  readonly lab: string;
  readonly title: Text;
  readonly submission: string;
  readonly machine: MachineEvidence;
  readonly points: Points;
  readonly exercises: readonly ExerciseVerdict[];
}

export interface Points {
  readonly earned: number;
  readonly possible: number;
}

/**
 * `pass`: seen to be true. `fail`: seen not to be. `not-checked`: could not be seen, for a reason that
 * lies with the submission. `error`: could not be seen, for a reason that lies with the grader or the machine.
 */
export type CheckStatus = 'pass' | 'fail' | 'not-checked' | 'error';

export interface ExerciseVerdict {
  readonly exercise: string;
  readonly title: Text;
  readonly points: Points;
  readonly build: {
    readonly status: 'built' | 'failed' | 'missing' | 'limit';
    readonly programs: readonly {
      readonly program: string;
      readonly command: string;
      readonly missing: readonly string[];
      readonly log: string;
      readonly diagnostics: readonly Diagnostic[];
    }[];
  };
  readonly checks: readonly CheckVerdict[];
  readonly limits: readonly LimitHit[];
  readonly faults: readonly Fault[];
}

/** Where a finding was read: a `ps` table, /proc, a terminal, the files of the sandbox, syslog, or the trace of its calls. */
export type Witness = 'ps' | 'proc' | 'terminal' | 'files' | 'syslog' | 'strace';

export interface CheckVerdict {
  readonly id: string;
  readonly status: CheckStatus;
  readonly points: Points;
  readonly expected: Text;
  readonly seen: Text;
  readonly exhibits: readonly Exhibit[];
  /** Where it was seen; null when no run took place. */
  readonly at: {
    readonly run: string;
    readonly schedule: Schedule;
    readonly moment: string | null;
    /** Milliseconds since the run began. */
    readonly ms: number;
    /** Had every process come to wait for something that could not come? Then the deadline was not waited for. */
    readonly stuck: boolean;
  } | null;
  /** What it was seen with, there. */
  readonly witness: Witness | null;
  /** Schedules under which it failed, when it held under others of the same scenario: it passed by luck there. */
  readonly onlyUnder: readonly Schedule[];
  /** How luck ran out, with `onlyUnder`; null where no trace shows two processes that matter. */
  readonly story: Story | null;
  /** The line of the submission most likely responsible; only with `fail`. */
  readonly source: SourceLine | null;
  readonly hint: Text;
  /** A command with which the student can see it alone. */
  readonly see: string;
  /** The processes at the moment that failed; only with `fail`. */
  readonly tree: readonly TreeNode[];
}

export interface SourceLine {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** The function that is called there. */
  readonly callee: string;
}

/** What two processes, or two threads, did in which order: an extract of a trace. */
export interface Story {
  /** The one that was born first stands left. */
  readonly columns: readonly [StoryColumn, StoryColumn];
  readonly rows: readonly StoryRow[];
}

export interface StoryColumn {
  readonly pid: number;
  /** The pid again for the main thread. */
  readonly tid: number;
  readonly name: string;
  /** What it is to the other one; null when they are no kin. */
  readonly role: 'parent' | 'child' | 'sibling' | 'main-thread' | 'thread' | null;
}

export interface StoryRow {
  /** Milliseconds since the run began: when a call returned, but of a birth, a write or an end when it began. */
  readonly at: number;
  readonly column: 0 | 1;
  readonly event: StoryEvent;
}

export type StoryEvent =
  /** A system call, shortened: `wait4(-1, WNOHANG) = 0`. */
  | { readonly kind: 'call'; readonly text: string }
  /** The schedule held it back, until about then, ms; null if its process ended first. */
  | { readonly kind: 'held'; readonly until: number | null }
  | { readonly kind: 'signal'; readonly signal: string; readonly handled: boolean }
  /** A signal ended it. */
  | { readonly kind: 'killed'; readonly signal: string };

/** One process of the tree that is drawn beside a failure, parents before children. */
export interface TreeNode {
  readonly pid: number;
  readonly ppid: number;
  /** Null where the trace does not know. */
  readonly sid: number | null;
  /** `pts/0`, or `?` without a controlling terminal, as in ps; null where the trace does not know. */
  readonly tty: string | null;
  /** As in ps; `-` where the trace does not know. */
  readonly stat: string;
  readonly name: string;
  readonly role: 'init' | 'shell' | 'submission';
}
