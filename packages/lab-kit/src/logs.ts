import { type Exhibit, fail, type Finding, type Run } from '@proclab/core';

/** More lines, or longer ones, are of no use to a reader. */
const MOST = 12;
const WIDEST = 140;

/** Half a day, s: 1 and 13 o’clock are the same to a twelve-hour clock. */
const HALF_DAY = 43_200;

/** 22:30:15 and 22时30分15秒. */
const CLOCKS = /(?<!\d)(\d{1,2})[:：时點点](\d{1,2})[:：分](\d{1,2})/g;
/** Seconds of the epoch, or milliseconds. */
const EPOCHS = /(?<!\d)(\d{10})(?:\d{3})?(?!\d)/g;

/** The lines of a file that the scenario keeps, as it was when the run ended; none when it was never written. */
export function keptLines(run: Run, path: string): readonly string[] {
  return linesIn(run.files.find((file) => file.path === path && file.content !== null)?.content ?? null);
}

/** What a scenario writes to a log before the program begins: a log that is only appended to keeps it. */
export const EARLIER = 'written by an earlier run';

/** A failure: that line is gone from a log that the scenario keeps. Null when it is still there. */
export function lostEarlier(run: Run, path: string): Finding | null {
  const lines = keptLines(run, path);
  return lines[0] === EARLIER
    ? null
    : fail(
        {
          zh: `${path} 中原有的行不见了：没有接着写，而是覆盖了`,
          en: `the line that ${path} had before the start is gone: it was overwritten, not appended to`,
        },
        { ms: run.duration, exhibits: [logExhibit(lines)] },
      );
}

/** The lines of a log; none of them is blank. */
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
 * Does a line show a time that lies within so many seconds of this one? As seconds of the epoch, or as HH:MM:SS, local,
 * UTC, or of a twelve-hour clock.
 *
 * @param stamp what `date "+%s %T"` printed
 */
export function showsTime(line: string, stamp: string, tolerance: number): boolean {
  const [, epoch = '0', ...local] = /^(\d+) (\d+):(\d+):(\d+)/.exec(stamp) ?? [];
  const clocks = [secondsOf(local), Number(epoch)];
  const shown = [...line.matchAll(CLOCKS)];
  const near = (one: number, other: number) => {
    const apart = (((one - other) % HALF_DAY) + HALF_DAY) % HALF_DAY;
    return Math.min(apart, HALF_DAY - apart) <= tolerance;
  };
  if (shown.some(([, ...time]) => clocks.some((clock) => near(secondsOf(time), clock)))) return true;
  const seconds = [...line.matchAll(EPOCHS)].map(([, digits]) => Number(digits));
  return seconds.some((one) => Math.abs(one - Number(epoch)) <= tolerance);
}

/** Everything in a line that may be a time, as it stands there; of two lines with the same one, the second is late or wrong. */
export function timesIn(line: string): string {
  return [...line.matchAll(CLOCKS), ...line.matchAll(EPOCHS)].map(([shown]) => shown).join(' ');
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
