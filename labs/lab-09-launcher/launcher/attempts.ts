import { argvOf, type Call, execPath, type ProcessLife, type Run } from '@proclab/lab-kit';
import { type Line, SLEEP } from './programs.ts';

const EXECS: ReadonlySet<string> = new Set(['execve', 'execveat']);

/** All calls of a traced run by which somebody tried to become this program, with or without success. */
export function attemptsAt(run: Run, path: string): readonly Call[] {
  return execsOf(run).filter((call) => execPath(call) === path);
}

export function execsOf(run: Run): readonly Call[] {
  return (run.trace?.calls ?? []).filter(({ name }) => EXECS.has(name));
}

/** The processes that became the program of a line, by birth. */
export function livesOf(run: Run, line: Line): readonly ProcessLife[] {
  return (run.trace?.processes ?? []).filter(({ execs }) =>
    execs.some((exec) => exec.path === line.path && (line !== SLEEP || argvOf(exec)[1] === line.args[0])),
  );
}

/** The processes that tried to become a program, failed, and became no other: the launcher’s own code goes on in them. */
export function failedLives(run: Run): readonly ProcessLife[] {
  const failed = new Set(
    execsOf(run)
      .filter(({ error }) => error !== null)
      .map(({ pid }) => pid),
  );
  return (run.trace?.processes ?? []).filter(
    ({ pid, execs, parent }) => parent !== null && failed.has(pid) && execs.length === 0,
  );
}

/** The command of a call as a shell would read it: the last of its arguments, else its path; as strace shows it. */
export function commandOf(call: Call): string {
  const argv = /\[((?:"(?:[^"\\]|\\.)*"(?:, )?)*)\]/.exec(call.args)?.[1] ?? '';
  const words = [...argv.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word);
  return /\/(?:ba|da)?sh$/.test(execPath(call)) && words[1] === '-c' ? (words.at(-1) ?? '') : execPath(call);
}
