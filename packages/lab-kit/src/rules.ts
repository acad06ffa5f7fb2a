import type { Run, TerminalEvidence, Text } from '@proclab/core';

/** What a value must be like, and what to add to the value when it is not. */
export interface Rule<T> {
  readonly accepts: (value: T, run: Run) => boolean;
  /** Follows the value: `PPID 811` + `, not 1`. */
  readonly otherwise: Text;
}

/** Something in the evidence that a value is compared with. */
export interface Reference<T> {
  readonly of: (run: Run) => T | undefined;
  readonly name: Text;
}

/** The value itself, as it is shown. */
export function exactly<T>(wanted: T, show: (value: T) => string): Rule<T> {
  return {
    accepts: (value) => value === wanted,
    otherwise: { zh: `，而不是 ${show(wanted)}`, en: `, not ${show(wanted)}` },
  };
}

/** Anything but that. */
export function not<T>(reference: Reference<T>): Rule<T> {
  return {
    accepts: (value, run) => value !== reference.of(run),
    otherwise: { zh: `，仍是${reference.name.zh}`, en: `, still ${reference.name.en}` },
  };
}

/** The session of the terminal that the program was started from; its leader is the shell. */
export const terminalSession: Reference<number> = {
  of: (run) => terminalOf(run)?.shell,
  name: { zh: '终端的会话', en: 'the session of the terminal' },
};

/** The folder in which the shell started the program. */
export const startFolder: Reference<string> = {
  of: (run) => terminalOf(run)?.cwd,
  name: { zh: '启动时所在的目录', en: 'the folder it was started in' },
};

/** The umask that the program inherited from the shell, umask(2), NOTES. */
export const terminalUmask: Reference<number> = {
  of: (run) => terminalOf(run)?.umask,
  name: { zh: '从 shell 继承来的值', en: 'the one inherited from the shell' },
};

function terminalOf(run: Run): TerminalEvidence | undefined {
  const name = run.programs[0]?.terminal;
  return run.terminals.find((terminal) => terminal.id === name) ?? run.terminals[0];
}
