import type { Text } from '@proclab/core';

/** A known-bad program: the reference with one classic mistake. */
export interface Mutant {
  readonly title: Text;
  /** Ids of the checks that catch it: exactly these are lost. */
  readonly fails: readonly string[];
  /** The unified diff against the folder of the reference, as for `patch -p1`. */
  readonly patch: string;
}

/** A mutant that cannot be read. */
export class MutantError extends Error {
  override readonly name = 'MutantError';
  readonly what: Text;

  constructor(what: Text) {
    super(what.en);
    this.what = what;
  }
}

/**
 * Reads a file of `mutants/`: a header with `Title-zh:`, `Title-en:` and `Fails:` (ids between commas), then the diff.
 *
 * @throws MutantError when a line of the header or the diff is missing, or the diff is still to be written
 */
export function readMutant(text: string): Mutant {
  const start = text.search(/^--- /m);
  if (start === -1) {
    throw new MutantError(
      /^TODO\b/m.test(text)
        ? { zh: '还没有写（TODO）', en: 'it is still to be written (TODO)' }
        : {
            zh: '没有 diff：缺少以“--- ”开头的一行',
            en: 'no diff: a line that begins with "--- " is missing',
          },
    );
  }
  const header = text.slice(0, start);
  const fails = listIn(line(header, 'Fails'));
  if (fails.length === 0)
    throw new MutantError({ zh: '“Fails:”没有列出检查项', en: '"Fails:" names no check' });
  return {
    title: { zh: line(header, 'Title-zh'), en: line(header, 'Title-en') },
    fails,
    patch: text.slice(start),
  };
}

/** The value of a line `KEY: value` of a header. Throws a MutantError where there is none. */
export function line(header: string, key: string): string {
  const value = new RegExp(`^${key}:(.*)$`, 'm').exec(header)?.[1]?.trim();
  if (!value)
    throw new MutantError({
      zh: `diff 之前缺少“${key}:”`,
      en: `"${key}:" is missing above the diff`,
    });
  return value;
}

/** `a, b` as two. */
export function listIn(value: string): string[] {
  return value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
