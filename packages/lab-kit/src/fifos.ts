import type { Call, Run } from '@proclab/core';

/** `AT_FDCWD</home/student>, "mailbox"`, `7</tmp>, "mailbox"` or `"mailbox"` alone, as mkdir(2) and openat(2) take them. */
const NAMED = /^(?:(?:AT_FDCWD|\d+)(?:<([^>]*)>)?, )?"((?:[^"\\]|\\.)*)"/;

/** A name in the file system that a call has made or removed. */
export interface NamedCall {
  /** From the root on, without `.` and `..`. */
  readonly path: string;
  readonly call: Call;
}

/**
 * The FIFOs that were made in a traced run, by whomever: mkfifo(3) calls mknod(2) or mknodat(2) with S_IFIFO, and so
 * does mkfifo(1).
 */
export function fifosMade(run: Run): readonly NamedCall[] {
  return named(run, ['mknod', 'mknodat']).filter(({ call }) => /\bS_IFIFO\b/.test(call.args));
}

/** The names that were removed in a traced run: remove(3) and rm(1) call unlink(2) or unlinkat(2) too. */
export function namesRemoved(run: Run): readonly NamedCall[] {
  return named(run, ['unlink', 'unlinkat']);
}

function named(run: Run, names: readonly string[]): readonly NamedCall[] {
  return (run.trace?.calls ?? [])
    .filter((call) => names.includes(call.name) && call.result === 0)
    .flatMap((call) => {
      const path = pathGiven(run, call);
      return path === null ? [] : [{ path, call }];
    });
}

/** The path that a call was given as its first argument, or as its second behind a folder; null if it was given none. */
export function pathGiven(run: Run, call: Call): string | null {
  const [, folder = run.terminals[0]?.cwd ?? '/', name] = NAMED.exec(call.args) ?? [];
  return name === undefined ? null : pathFrom(folder, name);
}

/** The path that a name stands for in a folder. */
export function pathFrom(folder: string, name: string): string {
  const parts: string[] = [];
  for (const part of (name.startsWith('/') ? name : `${folder}/${name}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
