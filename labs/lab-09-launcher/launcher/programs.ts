import { daemonsOf, isZombie, type ProcessState, processesOf } from '@proclab/lab-kit';
import { NAME } from './places.ts';

/** What a line of the configuration asks for. */
export interface Line {
  readonly path: string;
  readonly args: readonly string[];
}

export const ALPHA: Line = { path: '/opt/alpha', args: ['one', 'two'] };
export const SLEEP: Line = { path: '/usr/bin/sleep', args: ['86400'] };
/** Ends at once. */
export const BRIEF: Line = { path: '/opt/brief', args: ['x', 'y'] };
export const BETA: Line = { path: '/opt/beta', args: ['three'] };
export const OMEGA: Line = { path: '/opt/omega', args: ['last'] };
/** Is not there before the configuration is read again. */
export const DELTA: Line = { path: '/opt/delta', args: ['new', 'one'] };

export const MISSING = '/opt/missing';
/** A file that nobody may execute. */
export const PLAIN = '/opt/plain';
export const FOLDER = '/opt/folder';
/** Stands behind a `#` only. */
export const COMMENTED = '/opt/commented';
export const BAD_PATHS: readonly string[] = [MISSING, PLAIN, FOLDER];

/** Longer than any path may be, PATH_MAX in limits.h. */
const VERY_LONG = `/opt/${'long'.repeat(1250)}`;

/** Does a command stand in the middle of that line? fgets(3) gives it to who has a short buffer. */
export function isRestOfLine(command: string): boolean {
  return VERY_LONG.includes(command) && !VERY_LONG.startsWith(command);
}

/** Where ALPHA writes when it began, by `date "+%s %T"`. */
export const ALPHA_TIME = '/opt/alpha.time';
/** Where BRIEF writes the number of its arguments and each of them, and, a line for each time it runs, when: ns since 1970. */
export const BRIEF_ARGS = '/opt/brief.args';
export const BRIEF_RUNS = '/opt/brief.runs';

/** The first configuration: everything that a line may be, and no newline behind the last. */
export const FIRST = [
  '# what runs on this machine\n',
  '\r\n',
  '/opt/alpha one two\r\n',
  `#${COMMENTED} out\n`,
  '/usr/bin/sleep 86400\n',
  `${MISSING} --now\n`,
  '  \t\n',
  '/opt/brief   x \ty\n',
  `  #${COMMENTED} behind blanks\n`,
  `${PLAIN}\n`,
  `${FOLDER}\n`,
  '/opt/beta three\r\n',
  `${VERY_LONG}\n`,
  '/opt/omega last',
].join('');

/** Read again: three lines as before, and one that is new. */
export const SECOND = [
  '/opt/alpha one two\n',
  '/opt/beta three\n',
  '/opt/delta new one\n',
  '/opt/omega last\n',
].join('');

/** A FIFO that nobody writes to: who opens it for reading waits, fifo(7), without a child as sleep(1) would be. */
export const GATE = '/opt/gate';
const WAITS = `#!/bin/sh\n: < ${GATE}\n`;

/** Files that the configurations speak of. */
export const FILES: readonly { readonly path: string; readonly content: string; readonly mode: number }[] = [
  { path: ALPHA.path, content: `#!/bin/sh\ndate "+%s %T" > ${ALPHA_TIME}\n: < ${GATE}\n`, mode: 0o755 },
  {
    path: BRIEF.path,
    content: `#!/bin/sh\nprintf '%s\\n' "$#" "$@" > ${BRIEF_ARGS}\ndate +%s%N >> ${BRIEF_RUNS}\n`,
    mode: 0o755,
  },
  { path: BETA.path, content: WAITS, mode: 0o755 },
  { path: OMEGA.path, content: WAITS, mode: 0o755 },
  { path: DELTA.path, content: WAITS, mode: 0o755 },
  { path: COMMENTED, content: WAITS, mode: 0o755 },
  { path: PLAIN, content: 'no program\n', mode: 0o644 },
  { path: `${FOLDER}/file`, content: 'in a folder\n', mode: 0o644 },
];

/**
 * The processes that run the program of a line, whatever arguments it got. A script runs as `/bin/sh PATH …`, execve(2),
 * "Interpreter scripts"; sleep(1) goes by its argument, as its argv[0] may be anything.
 */
export function instances(processes: readonly ProcessState[], line: Line): readonly ProcessState[] {
  const isOne = ({ argv }: ProcessState) =>
    line === SLEEP ? argv.length === 2 && argv[1] === line.args[0] : argv[1] === line.path;
  return processes.filter((process) => process.role === 'submission' && !isZombie(process) && isOne(process));
}

/** The arguments that such a process got. */
export function argumentsOf({ argv }: ProcessState, line: Line): readonly string[] {
  return argv.slice(line === SLEEP ? 1 : 2);
}

/** Processes in the code of the launcher: they have become no other program. */
export function launchers(processes: readonly ProcessState[], name = NAME): readonly ProcessState[] {
  return processesOf(processes, name);
}

/** Of those, the ones that no other of them has made: the daemon. */
export function daemons(processes: readonly ProcessState[], name = NAME): readonly ProcessState[] {
  return daemonsOf(processes, name);
}

/** The pids by which a log may name a process: its own, and that of a shell or helper between it and the daemon. */
export function namesOf(
  { pid, ppid }: ProcessState,
  processes: readonly ProcessState[],
  name?: string,
): readonly number[] {
  const isBetween = ppid > 1 && !daemons(processes, name).some((daemon) => daemon.pid === ppid);
  return isBetween ? [pid, ppid] : [pid];
}
