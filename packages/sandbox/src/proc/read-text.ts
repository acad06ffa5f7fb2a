import { readFileSync } from 'node:fs';

/** A small file of /proc; empty when its process has ended or keeps it from us. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
