import {
  type Call,
  execCalls,
  type Family,
  named,
  natural,
  type ProcessLife,
  type Run,
  type RunSpec,
  type Scenario,
  type Stage,
  toTheEnd,
  traced,
} from '@proclab/lab-kit';

const STATUS = 23;

/** Runs one program, ends with a status that nobody guesses. */
const SCRIPT = `#!/bin/sh\nexit ${STATUS}\n`;

/** What ./exec-failure is asked to run, and what becomes of that. */
export interface Case {
  readonly program: string;
  /** The error of execve(2) and its text, strerror(3); null where it succeeds. */
  readonly error: 'ENOENT' | 'EACCES' | 'ENOTDIR' | null;
  /** Statuses that its child may end with. As in a shell, 126 is for a file that is there. */
  readonly statuses: readonly number[];
}

const MISSING: Case = { program: './no-such-program', error: 'ENOENT', statuses: [127, 1] };
const PLAIN: Case = { program: './notes.txt', error: 'EACCES', statuses: [127, 1, 126] };
const BELOW: Case = { program: './notes.txt/program', error: 'ENOTDIR', statuses: [127, 1, 126] };
const WORKING: Case = { program: './leave', error: null, statuses: [STATUS] };

/** The texts of glibc in the C locale. */
export const TEXTS = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  ENOTDIR: 'Not a directory',
} as const;

/** The case that a run is about. */
export function caseOf(run: Run): Case {
  const program = run.programs[0]?.argv[1];
  return [PLAIN, BELOW, WORKING].find((each) => each.program === program) ?? MISSING;
}

function scenario({ program }: Case): Scenario {
  return async (stage: Stage) => {
    await stage.write('/home/student/notes.txt', 'not a program\n', 0o644);
    await stage.write('/home/student/leave', SCRIPT, 0o755);
    await toTheEnd('./exec-failure', program)(stage);
  };
}

/** Each failure is played once at least; whether the parent waits is luck, hence both slow runs of one of them. */
export const runs: readonly RunSpec[] = [
  natural(scenario(MISSING)),
  ...named('missing', traced(scenario(MISSING), 'slow-parent', 'slow-child')),
  ...named('no-permission', traced(scenario(PLAIN), 'slow-parent')),
  ...named('below-a-file', traced(scenario(BELOW), 'slow-child')),
  ...named('working', traced(scenario(WORKING), 'slow-child')),
];

/** The child that tried to become the program, and the attempts that it made; null if no child did. */
export function attemptAt(
  run: Run,
  { children }: Family,
): { readonly life: ProcessLife; readonly calls: readonly Call[] } | null {
  const tries = children.map((life) => ({ life, calls: execCalls(run, life.pid) }));
  return tries.find(({ calls }) => calls.length > 0) ?? null;
}
