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
}

/**
 * Reads a file of `mutants/`: a header with `Title-zh:`, `Title-en:` and `Fails:` (ids between commas), then the diff.
 *
 * @throws MutantError when a line of the header or the diff is missing
 */
export function readMutant(text: string): Mutant {
  const start = text.search(/^--- /m);
  if (start === -1) throw new MutantError('no diff: a line that begins with "--- " is missing');
  const header = text.slice(0, start);
  const fails = line(header, 'Fails')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (fails.length === 0) throw new MutantError('"Fails:" names no check');
  return {
    title: { zh: line(header, 'Title-zh'), en: line(header, 'Title-en') },
    fails,
    patch: text.slice(start),
  };
}

function line(header: string, key: string): string {
  const value = new RegExp(`^${key}:(.*)$`, 'm').exec(header)?.[1]?.trim();
  if (!value) throw new MutantError(`"${key}:" is missing above the diff`);
  return value;
}
