import { type LaidOut, numbered, PAGE, sideBySide } from '../shared/starts.ts';

export const COPY = './copy';

/** What is there before the program is started. */
export const FILES = {
  'empty.txt': { content: '' },
  'byte.txt': { content: 'x' },
  'page.txt': { content: numbered('goose', PAGE) },
  'page-and-1.txt': { content: numbered('heron', PAGE + 1) },
  'pages.bin': { content: `${numbered('crane', PAGE)}\0\0${numbered('plover', 4 * PAGE + 17)}\0` },
  'fixed.txt': { content: 'you may read this, but not write it\n', mode: 0o444 },
  'short.txt': { content: 'shorter than what it replaces\n' },
  'longer.txt': { content: numbered('finch', 2 * PAGE + 800) },
  'emptied.txt': { content: numbered('siskin', PAGE + 300) },
  'kept.txt': { content: 'nobody has a reason to touch this\n' },
} satisfies Readonly<Record<string, LaidOut>>;

export interface Copy {
  readonly source: string;
  readonly target: string;
}

/** A copy to a name that is not taken yet. */
function fresh(source: keyof typeof FILES): Copy {
  return { source, target: `${source}.copy` };
}

/** An empty source: to a name that is not taken yet, and to one that is. */
export const EMPTY: readonly Copy[] = [fresh('empty.txt'), { source: 'empty.txt', target: 'emptied.txt' }];
/** The sizes at which mappings change: one byte, a page, a byte more, several pages. */
export const SIZES: readonly Copy[] = [
  fresh('byte.txt'),
  fresh('page.txt'),
  fresh('page-and-1.txt'),
  fresh('pages.bin'),
];
export const READ_ONLY = fresh('fixed.txt');
export const OVER: Copy = { source: 'short.txt', target: 'longer.txt' };
/** A source that does not exist: with a target that does, and with one that does not. */
export const MISSING: readonly Copy[] = [
  { source: 'missing.txt', target: 'kept.txt' },
  { source: 'missing.txt', target: 'never.txt' },
];

const ALL = [...EMPTY, ...SIZES, READ_ONLY, OVER, ...MISSING];

/** What a file of this name held when the scenario began; null for one that was not there. */
export function contentOf(name: string): string | null {
  return name in FILES ? FILES[name as keyof typeof FILES].content : null;
}

function copying(copies: readonly Copy[]) {
  return sideBySide(
    COPY,
    FILES,
    copies.map(({ source, target }) => [source, target]),
    copies.flatMap(({ source, target }) => [source, target]),
  );
}

export const everyCopy = copying(ALL);
/** The calls of these are looked at. */
export const copiesBySize = copying(SIZES);
