import type {
  BuildEvidence,
  Call,
  Check,
  Evidence,
  ExerciseEvidence,
  Finding,
  LabRubric,
  Moment,
  ProcessLife,
  ProcessState,
  ProgramBuild,
  Run,
  Trace,
} from '../src/index.ts';
import { pass } from '../src/index.ts';

/** The same in both languages. */
export function both(text: string) {
  return { zh: text, en: text };
}

export function aProcess(change: Partial<ProcessState> = {}): ProcessState {
  return {
    pid: 3,
    ppid: 2,
    pgid: 3,
    sid: 2,
    tty: 'pts/0',
    tpgid: 3,
    state: 'S',
    threads: 1,
    comm: 'siblings',
    argv: ['./siblings'],
    uid: 1000,
    cpu: 0,
    startTime: 100,
    wchan: null,
    exe: null,
    cwd: null,
    umask: null,
    descriptors: [],
    role: 'submission',
    ...change,
  };
}

export function aMoment(change: Partial<Moment> = {}): Moment {
  return {
    name: 'forked',
    what: both('three children'),
    at: 40,
    reached: true,
    within: 8000,
    stuckAfter: null,
    processes: [aProcess()],
    ps: null,
    memory: [],
    ...change,
  };
}

export function aRun(change: Partial<Run> = {}): Run {
  return {
    id: change.schedule ?? 'natural',
    schedule: 'natural',
    scenario: 'natural',
    played: true,
    delay: 0,
    duration: 100,
    terminals: [],
    programs: [],
    moments: [],
    files: [],
    orphans: [],
    syslog: [],
    boots: [],
    trace: null,
    limits: [],
    faults: [],
    ...change,
  };
}

/** A call that returned at once, with no result worth telling. */
export function aCall(pid: number, at: number, name: string, change: Partial<Call> = {}): Call {
  return { pid, tid: pid, at, returnedAt: at, name, args: '', result: 0, error: null, ...change };
}

/** A process that nothing ended; the program itself unless it has a parent. */
export function aLife(pid: number, change: Partial<ProcessLife> = {}): ProcessLife {
  return {
    pid,
    parent: null,
    bornAt: 0,
    bornBy: change.parent == null ? 'start' : 'fork',
    execs: [],
    threads: 1,
    ended: null,
    reaped: null,
    orphanedAt: null,
    printed: '',
    printedAt: null,
    ...change,
  };
}

export function aTrace(change: Partial<Trace> = {}): Trace {
  return { calls: [], processes: [], signals: [], ...change };
}

export function aProgram(change: Partial<ProgramBuild> = {}): ProgramBuild {
  return {
    program: 'siblings',
    sources: ['siblings.c'],
    missing: [],
    command: 'gcc -o siblings siblings.c',
    ended: { kind: 'exited', code: 0 },
    log: '',
    diagnostics: [],
    imports: [],
    calls: [],
    functions: [],
    ...change,
  };
}

export function aBuild(change: Partial<BuildEvidence> = {}): BuildEvidence {
  return { status: 'built', programs: [aProgram()], limits: [], faults: [], ...change };
}

export function anExercise(change: Partial<ExerciseEvidence> = {}): ExerciseEvidence {
  return { exercise: 'siblings', build: aBuild(), runs: [aRun()], ...change };
}

export function anEvidence(...exercises: ExerciseEvidence[]): Evidence {
  return {
    format: 'proclab-evidence',
    version: 1,
    lab: 'lab-01',
    submission: {
      origin: 'submission',
      files: [{ path: 'siblings.c', text: 'int main(void) {\n  fork();\n  return 0;\n}\n' }],
    },
    machine: {
      kernel: 'Linux 6.1.0',
      arch: 'x64',
      cpus: 2,
      root: false,
      weaknesses: [],
      gradedAt: '2026-01-02T03:04:05Z',
    },
    exercises,
  };
}

/** A check that finds what `judge` says; it passes unless told otherwise. */
export function aCheck(
  judge: (run: Run) => Finding = () => pass(both('as it must be')),
  change: Partial<Check> = {},
): Check {
  return {
    id: 'three-children',
    points: 10,
    must: both('Three children.'),
    hint: both('Count them.'),
    see: 'ps -ef',
    blame: [],
    on: 'natural',
    judge,
    ...change,
  };
}

export function aLab(...checks: Check[]): LabRubric {
  return {
    id: 'lab-01',
    title: both('Fork loops'),
    exercises: [{ id: 'siblings', title: both('Siblings'), checks }],
  };
}
