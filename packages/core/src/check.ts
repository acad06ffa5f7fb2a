import type { BuildEvidence, ExerciseEvidence, Run } from './evidence.ts';
import type { Text } from './text.ts';

/**
 * One thing that must be true of an exercise, and what it is worth. The judge function is pure:
 * it sees evidence and nothing else.
 */
export interface Check {
  /** Kebab-case; says what must be true. */
  readonly id: string;
  readonly points: number;
  /** What must be true, in one sentence. */
  readonly must: Text;
  /** A first step towards the cure, in one or two sentences. */
  readonly hint: Text;
  /** A command with which the student can see it alone. */
  readonly see: string;
  /**
   * Functions whose call is most likely at fault, best first: the first that the program
   * calls gives the line that is shown. `reader.c:open` is the `open` of that file alone.
   */
  readonly blame: readonly string[];
  /** Which runs it is judged on. It must hold in each of them. */
  readonly on: 'natural' | 'traced';
  /** Of those, only the runs whose id begins with this name, for an exercise that plays several scenarios. */
  readonly scenario?: string;
  readonly judge: (run: Run, exercise: ExerciseEvidence) => Finding;
}

/** What a check found in one run. */
export interface Finding {
  readonly status: 'pass' | 'fail' | 'not-checked' | 'error';
  /** What was seen, in one sentence. */
  readonly seen: Text;
  readonly exhibits: readonly Exhibit[];
  /** The moment, the call or the output it rests on. */
  readonly at: { readonly ms: number; readonly moment: string | null };
}

/** A piece of evidence, shown as it was found. */
export interface Exhibit {
  readonly kind: 'ps' | 'call' | 'file' | 'output' | 'descriptors' | 'process' | 'syslog';
  /** For `ps` the header comes first. */
  readonly lines: readonly string[];
  /** The columns [from, to) of each line that decide, counted in terminal cells. */
  readonly marked: readonly [from: number, to: number] | null;
}

/** What the judge needs to know of an exercise. */
export interface Rubric {
  readonly id: string;
  readonly title: Text;
  readonly checks: readonly Check[];
}

/** What the judge needs to know of a lab. */
export interface LabRubric {
  readonly id: string;
  readonly title: Text;
  readonly exercises: readonly Rubric[];
}

/** Why nothing could be run. */
export type BuildFailure = Exclude<BuildEvidence['status'], 'built'>;
