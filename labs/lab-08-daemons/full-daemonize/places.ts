import type { Run } from '@proclab/lab-kit';

export const NAME = 'full-daemonize';
export const CONFIG = `/etc/${NAME}.conf`;
export const PID_FILE = `/run/${NAME}.pid`;
/** A file that whoever starts the daemon has open. */
export const INHERITED = '/home/student/inherited';

/** The words of the configuration, one after the other; nobody knows the second one before it is there. */
export const FIRST = 'amber';
export const THIRD = 'willow';
/** So long may a word be. */
const LONGEST = 60;

/**
 * As long as a word may be, and with a conversion in it, which stays as it is unless the word is taken for the format
 * of a message, syslog(3).
 *
 * @param pid that of the program which the shell started; it is another one in every run
 */
export function secondWord(pid: number): string {
  return `birch-100%d-${pid}`.padEnd(LONGEST, '-birch');
}

export function secondWordOf(run: Run): string {
  return secondWord(run.programs[0]?.pid ?? 0);
}

/** Does a message tell this word, as a word of its own? */
export function tells(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text);
}
