import { EARLIER, keptLines, type Run } from '@proclab/lab-kit';

export const NAME = 'watcher';
export const LOG = '/var/log/watcher.log';
/** Where `date "+%s %T"` has written when the day began. */
export const STAMP = '/home/student/stamp';

/** The directory of the long day; each scenario has another one. */
export const FOLDER = '/srv/drop';
/** In the folder that the program is started in. */
export const RELATIVE = 'inbox';
export const MISSING = '/srv/nowhere';
export const AT_BOOT = '/srv/inbox';

/** What somebody does to a file, with a command that anybody could type, and the names that the log must tell. */
export interface Event {
  readonly moment: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly names: readonly string[];
}

export const CREATED: Event = {
  moment: 'created',
  command: ['touch', `${FOLDER}/new.txt`],
  names: ['new.txt'],
};
export const CHANGED: Event = {
  moment: 'changed',
  command: ['sh', '-c', `echo more >> ${FOLDER}/grow.txt`],
  names: ['grow.txt'],
};
/** `<>` opens a file for reading and writing, and cuts nothing off, sh(1). */
export const CHANGED_IN_PLACE: Event = {
  moment: 'changed-in-place',
  command: ['sh', '-c', `printf B 1<> ${FOLDER}/same.txt`],
  names: ['same.txt'],
};
export const RENAMED: Event = {
  moment: 'renamed',
  command: ['mv', `${FOLDER}/before.txt`, `${FOLDER}/after.txt`],
  names: ['before.txt', 'after.txt'],
};
export const DELETED: Event = {
  moment: 'deleted',
  command: ['rm', `${FOLDER}/gone.txt`],
  names: ['gone.txt'],
};

export const ARRIVED: Event = {
  moment: 'arrived',
  command: ['touch', `${RELATIVE}/arrived.txt`],
  names: ['arrived.txt'],
};
/** A file that comes when the machine has been booted. */
export const AFTER_BOOT = 'after-the-boot.txt';

/** One after the other, each when the one before it is in the log. */
export const WITH_TERMINAL: readonly Event[] = [CREATED, CHANGED, CHANGED_IN_PLACE];
/** The same, when the terminal has been closed. */
export const WITHOUT_TERMINAL: readonly Event[] = [RENAMED, DELETED];

/** Files that are there from the start, with their content; the last one is only looked at. */
export const UNTOUCHED = 'still.txt';
export const OLD_FILES: readonly (readonly [name: string, content: string])[] = [
  ['grow.txt', 'some\n'],
  ['same.txt', 'A'],
  ['before.txt', 'x\n'],
  ['gone.txt', 'x\n'],
  [UNTOUCHED, 'nobody changes this\n'],
];

/** Several files at one stroke, while the daemon is stopped: it finds all of them at once. */
export const PLAIN_NAMES: readonly string[] = ['one.txt', 'two.txt', 'three.txt'];
/** Names as people give them; the last one is almost as long as a name can be, NAME_MAX in limits.h. */
export const ODD_NAMES: readonly string[] = [
  'two  words.txt',
  '中文 文件名.txt',
  '100%d done.txt',
  `${'long-'.repeat(48)}.txt`,
];
export const BURST: Event['command'] = [
  'touch',
  '--',
  ...[...PLAIN_NAMES, ...ODD_NAMES].map((name) => `${FOLDER}/${name}`),
];

/** Is each of these names in one of the lines? */
export function areNamed(names: readonly string[], lines: readonly string[]): boolean {
  return names.every((name) => lines.some((line) => line.includes(name)));
}

/** What the program has written. */
export function logLines(run: Run): readonly string[] {
  return keptLines(run, LOG).filter((line) => line !== EARLIER);
}
