import { readFileSync } from 'node:fs';

/** A file below test/fixtures, as text. */
export function fixture(path: string): string {
  return readFileSync(new URL(`./fixtures/${path}`, import.meta.url), 'utf8');
}
