import type { Exhibit, ProcessLife, Run } from '@proclab/lab-kit';
import { LOG } from './places.ts';

/** More lines, or longer ones, are of no use to a reader. */
const MOST = 12;
const WIDEST = 140;

/** Why a program could not be started: errno, as strerror(3) and errno(3) have it; a shell gives a status instead. */
interface Reason {
  readonly name: string;
  readonly number: number;
  readonly text: string;
}

const ENOENT: Reason = { name: 'ENOENT', number: 2, text: 'No such file or directory' };
const EACCES: Reason = { name: 'EACCES', number: 13, text: 'Permission denied' };
const EISDIR: Reason = { name: 'EISDIR', number: 21, text: 'Is a directory' };

/** Statuses of a shell: the command was not found, or could not be executed; sh(1), "Exit status for commands". */
const NOT_FOUND = 127;
const NOT_EXECUTED = 126;

/** What may be said of a path that is not there, and of one that is, but is no program. */
export const ABSENT = { reasons: [ENOENT], status: NOT_FOUND } as const;
export const FORBIDDEN = { reasons: [EACCES], status: NOT_EXECUTED } as const;
export const NO_PROGRAM = { reasons: [EACCES, EISDIR], status: NOT_EXECUTED } as const;

export type Cause = { readonly reasons: readonly Reason[]; readonly status: number };

/** The lines of a log; none when it was never written. */
export function logLines(run: Run, path = LOG): readonly string[] {
  return linesIn(run.files.find((file) => file.path === path && file.content !== null)?.content ?? null);
}

export function linesIn(content: string | null): readonly string[] {
  return (content ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** Those of them that name a path. */
export function linesNaming(lines: readonly string[], path: string): readonly string[] {
  const whole = new RegExp(`${path}(?![\\w/-])`);
  return lines.filter((line) => whole.test(line));
}

/** Does a line show this number as a number of its own? */
export function shows(line: string, number: number): boolean {
  return new RegExp(`(?<!\\d)${number}(?!\\d)`).test(line);
}

/**
 * Does a line give the cause of a failure? By the text or the name of the error; or by its number or a status behind a
 * word that says so, an equals sign or a bracket: bare digits may belong to a date.
 */
export function givesCause(line: string, { reasons, status }: Cause): boolean {
  if (
    reasons.some(({ name, text }) => line.toLowerCase().includes(text.toLowerCase()) || line.includes(name))
  )
    return true;
  return [status, ...reasons.map(({ number }) => number)].some((number) =>
    new RegExp(
      `(?:(?:errno|err|error|status|code|exit|exited|returned|with|错误|错误号|错误码|状态|状态码|退出码|返回|返回值)\\s*[:：]?|[=＝(（])\\s*${number}(?!\\d)`,
      'i',
    ).test(line),
  );
}

/** Half a day, s: 1 and 13 o’clock are the same to a twelve-hour clock. */
const HALF_DAY = 43_200;

/**
 * Does a line show a time that lies within so many seconds of this one? As seconds of the epoch, or as HH:MM:SS, local,
 * UTC, or of a twelve-hour clock.
 *
 * @param stamp what `date "+%s %T"` printed
 */
export function showsTime(line: string, stamp: string, tolerance: number): boolean {
  const [, epoch = '0', ...local] = /^(\d+) (\d+):(\d+):(\d+)/.exec(stamp) ?? [];
  const clocks = [secondsOf(local), Number(epoch)];
  const shown = [...line.matchAll(/(?<!\d)(\d{1,2})[:：时點点](\d{1,2})[:：分](\d{1,2})/g)];
  const near = (one: number, other: number) => {
    const apart = (((one - other) % HALF_DAY) + HALF_DAY) % HALF_DAY;
    return Math.min(apart, HALF_DAY - apart) <= tolerance;
  };
  if (shown.some(([, ...time]) => clocks.some((clock) => near(secondsOf(time), clock)))) return true;
  const seconds = [...line.matchAll(/(?<!\d)(\d{10})(?:\d{3})?(?!\d)/g)].map(([, digits]) => Number(digits));
  return seconds.some((one) => Math.abs(one - Number(epoch)) <= tolerance);
}

function secondsOf([hours = 0, minutes = 0, seconds = 0]: readonly (string | number)[]): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Lines of a log as they stand there. */
export function logExhibit(lines: readonly string[]): Exhibit {
  const shown = lines
    .slice(0, MOST)
    .map((line) => (line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line));
  if (lines.length > MOST) shown.push(`… ${lines.length - MOST}`);
  return { kind: 'file', lines: shown.length > 0 ? shown : ['(empty)'], marked: null };
}

/**
 * The pids by which a log may name what runs in a process: its own, and that of a parent which made nothing else, such
 * as a shell or a child that waits for it.
 */
export function pidsFor(run: Run, { pid, parent }: ProcessLife): readonly number[] {
  const lives = run.trace?.processes ?? [];
  const siblings = lives.filter((life) => life.parent === parent);
  return parent !== null && siblings.length === 1 ? [pid, parent] : [pid];
}
