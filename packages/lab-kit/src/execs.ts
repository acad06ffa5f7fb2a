import type { Call, Exec, Exhibit, Run } from '@proclab/core';
import { callsBy } from './calls.ts';

/** What a path or an argument may take of a line of an exhibit. */
const WIDEST = 100;
/** More lines than this are of no use to a reader. */
const MOST = 12;

/** All that a process tried to become in a traced run, in order; what failed has an error. */
export function execCalls(run: Run, pid: number): readonly Call[] {
  return callsBy(run, pid, 'execve', 'execveat');
}

/** The call by which a process became another program for the first time; undefined if it never did. */
export function firstExec(run: Run, pid: number): Call | undefined {
  return execCalls(run, pid).find(succeeded);
}

/** The attempts of one exec function up to the one that succeeded: a search along PATH makes several, execvp(3). */
export function attemptsOf(run: Run, pid: number): readonly Call[] {
  const calls = execCalls(run, pid);
  const end = calls.findIndex(succeeded);
  return end < 0 ? calls : calls.slice(0, end + 1);
}

/** The path that an exec call was given; empty where strace shows none. */
export function execPath(call: Call): string {
  return /"((?:[^"\\]|\\.)*)"/.exec(call.args)?.[1] ?? '';
}

export function argvOf(exec: Exec): readonly string[] {
  return JSON.parse(exec.argv) as string[];
}

/**
 * `['PATH=/usr/bin', …]`
 *
 * @throws Error when the trace does not show it; a judge reports that as a fault of the check.
 */
export function environmentOf(exec: Exec): readonly string[] {
  if (exec.env === null) throw new Error(`the trace does not show the environment of ${exec.path}`);
  return JSON.parse(exec.env) as string[];
}

/** Attempts as strace(1) prints them with `-f -e trace=execve -s 30`, without arguments and environments. */
export function attemptsExhibit(calls: readonly Call[]): Exhibit {
  const lines = calls.map((call) => {
    const end = succeeded(call) ? '0' : call.error === null ? '?' : `-1 ${call.error}`;
    return `[pid ${call.pid}] ${call.name}("${cut(execPath(call))}", …) = ${end}`;
  });
  return { kind: 'call', lines, marked: null };
}

/** Which program a process became, with its argv: `[pid 812] /bin/echo {"echo", "two words"}`. */
export function argvExhibit(pid: number, exec: Exec): Exhibit {
  const words = argvOf(exec).map((word) => JSON.stringify(cut(word)));
  const line = `[pid ${pid}] ${cut(exec.path)} {${cut(words.join(', '), WIDEST * 3)}}`;
  return { kind: 'call', lines: [line], marked: null };
}

/** Which program a process became, and its environment, a line for each variable as env(1) prints it. */
export function environmentExhibit(pid: number, exec: Exec): Exhibit {
  const variables = environmentOf(exec);
  const shown = variables.slice(0, MOST).map((variable) => `  ${cut(variable)}`);
  const rest = variables.length > MOST ? [`  … ${variables.length - MOST}`] : [];
  return { kind: 'call', lines: [`[pid ${pid}] ${cut(exec.path)}`, ...shown, ...rest], marked: null };
}

function succeeded(call: Call): boolean {
  return call.result === 0;
}

function cut(text: string, most = WIDEST): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
