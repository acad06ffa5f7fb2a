import type {
  ExerciseEvidence,
  FileEvidence,
  Moment,
  ProcessLife,
  ProcessState,
  ProgramBuild,
  Run,
  Schedule,
} from '@proclab/core';

/** A daemon as it should be; each test says what is different. */
export function processState(different: Partial<ProcessState> = {}): ProcessState {
  return {
    pid: 12,
    ppid: 1,
    pgid: 12,
    sid: 12,
    tty: null,
    tpgid: -1,
    state: 'S',
    threads: 1,
    comm: 'ticker',
    argv: ['./ticker'],
    uid: 0,
    cpu: 10,
    startTime: 100,
    wchan: 'hrtimer_nanosleep',
    exe: '/c/ticker',
    cwd: '/',
    umask: 0o022,
    descriptors: [{ fd: 0, target: '/dev/null' }],
    role: 'submission',
    ...different,
  };
}

export const shell = processState({
  pid: 10,
  sid: 10,
  pgid: 10,
  tty: 'pts/0',
  comm: 'sh',
  argv: ['-sh'],
  role: 'shell',
  cwd: '/home',
});

export function moment(
  name: string,
  processes: readonly ProcessState[],
  different: Partial<Moment> = {},
): Moment {
  return {
    name,
    what: { zh: name, en: name },
    at: 6000,
    reached: true,
    within: 10_000,
    stuckAfter: null,
    processes: [shell, ...processes],
    ps: null,
    memory: [],
    ...different,
  };
}

/** A run of one program, PID 11, that the shell of the only terminal started. */
export function run(different: Partial<Run> = {}): Run {
  return {
    id: 'natural',
    schedule: 'natural',
    scenario: 'natural',
    played: true,
    delay: 0,
    duration: 9000,
    terminals: [
      {
        id: 'terminal-1',
        tty: 'pts/0',
        ttyNumber: 34816,
        shell: 10,
        umask: 0o036,
        cwd: '/home',
        output: [],
        hungUpAt: 6100,
      },
    ],
    programs: [
      {
        terminal: 'terminal-1',
        argv: ['./x'],
        pid: 11,
        startedAt: 0,
        ended: { at: 5, status: { kind: 'exited', code: 0 } },
      },
    ],
    moments: [],
    files: [],
    orphans: [],
    syslog: [],
    boots: [],
    trace: null,
    limits: [],
    faults: [],
    ...different,
  };
}

/** A child of PID 11 that ended well. */
export function life(pid: number, printed: string, different: Partial<ProcessLife> = {}): ProcessLife {
  return {
    pid,
    parent: 11,
    bornAt: pid,
    bornBy: 'fork',
    execs: [],
    threads: 1,
    ended: { at: pid + 1, status: { kind: 'exited', code: 0 } },
    reaped: { by: 'parent', at: pid + 2, call: null },
    orphanedAt: null,
    printed,
    printedAt: pid,
    ...different,
  };
}

/** A traced run of PID 11 and what it made. */
export function traced(
  printed: string,
  made: readonly ProcessLife[],
  schedule: Schedule = 'slow-parent',
): Run {
  const program = life(11, printed, { parent: null, bornBy: 'start', reaped: null });
  return run({ id: schedule, schedule, trace: { calls: [], signals: [], processes: [program, ...made] } });
}

export function file(path: string, bornAt: number, different: Partial<FileEvidence> = {}): FileEvidence {
  return {
    path,
    type: 'regular',
    mode: 0o644,
    uid: 0,
    size: 0,
    bornAt,
    changedAt: bornAt,
    existedBefore: false,
    content: null,
    ...different,
  };
}

export function exerciseEvidence(...runs: Run[]): ExerciseEvidence {
  return { exercise: 'x', build: { status: 'built', programs: [], limits: [], faults: [] }, runs };
}

/** A program that was compiled without a word. */
export function programBuild(different: Partial<ProgramBuild>): ProgramBuild {
  return {
    program: 'x',
    sources: ['x.c'],
    missing: [],
    command: 'gcc x.c',
    ended: null,
    log: '',
    diagnostics: [],
    imports: [],
    calls: [],
    functions: [],
    ...different,
  };
}
