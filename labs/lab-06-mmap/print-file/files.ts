import type { Check, Finding, Run } from '@proclab/lab-kit';
import {
  each,
  HOME,
  type LaidOut,
  neverStarted,
  numbered,
  PAGE,
  sideBySide,
  type Start,
  startOf,
} from '../shared/starts.ts';

/** What the program is given, by name; each is something that `printf("%s")` or a careless mmap stumbles over. */
export const FILES = {
  'poem.txt': { content: 'wild geese cross the lake\n鸿雁几时到，江湖秋水多\nno newline follows this' },
  'page.txt': { content: numbered('goose', PAGE) },
  'pages.txt': { content: numbered('heron', 3 * PAGE + 123) },
  'nul.bin': { content: 'before the NUL\0behind it\0\0and behind two more\n' },
  'fixed.txt': { content: 'you may read this, but not write it\n', mode: 0o444 },
  'empty.txt': { content: '' },
} satisfies Readonly<Record<string, LaidOut>>;

export type Name = keyof typeof FILES;

export const MISSING = 'missing.txt';
export const EMPTY = 'empty.txt';
export const READ_ONLY = 'fixed.txt';
/** Those that are to be printed, but for the one that may only be read. */
export const PRINTED = ['poem.txt', 'page.txt', 'pages.txt', 'nul.bin'] as const;

export const PRINT_FILE = './print-file';

export const everyFile = sideBySide(
  PRINT_FILE,
  FILES,
  [...PRINTED, READ_ONLY, EMPTY, MISSING].map((name) => [name]),
);

/** The files whose calls are looked at. */
export const LOOKED_AT = ['poem.txt', 'page.txt', 'pages.txt'] as const;

export const lookedAt = sideBySide(
  PRINT_FILE,
  FILES,
  LOOKED_AT.map((name) => [name]),
);

export function pathOf(name: string): string {
  return `${HOME}/${name}`;
}

/** Judges the start of the program with each of these files. */
export function ofFiles<N extends string>(
  names: readonly N[],
  judge: (start: Start, name: N, run: Run) => Finding,
): Check['judge'] {
  return (run) =>
    each(names, (name) => {
      const start = startOf(run, PRINT_FILE, name);
      return start === null ? neverStarted(run, PRINT_FILE, name) : judge(start, name, run);
    });
}
