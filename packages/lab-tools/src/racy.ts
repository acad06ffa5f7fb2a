import type { Text } from '@proclab/core';
import { line, listIn, type Mutant, readMutant } from './mutant.ts';

/** A racy program: its repaired twin with the race put back. */
export interface Racy extends Mutant {
  /** Schedules that find it out: under each of them every check that it fails is lost, whatever happens under others. */
  readonly foundBy: readonly string[];
  /** How the twin does it. */
  readonly repair: Text;
}

/**
 * Reads a `racy.patch`: the header of a mutant, and in it `Found-by:` (schedules between commas), `Repair-zh:` and
 * `Repair-en:`; then the diff against the twin beside it.
 *
 * @throws MutantError when a line of the header or the diff is missing
 */
export function readRacy(text: string): Racy {
  const mutant = readMutant(text);
  const header = text.slice(0, -mutant.patch.length);
  return {
    ...mutant,
    foundBy: listIn(line(header, 'Found-by')),
    repair: { zh: line(header, 'Repair-zh'), en: line(header, 'Repair-en') },
  };
}
