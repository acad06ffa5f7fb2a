import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** A small file of /proc; empty when its process has ended or keeps it from us. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** No more than the first bytes of a file of /proc that a program can make as large as it likes. */
export function readBeginning(path: string, most: number): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return '';
  }
  const bytes = Buffer.alloc(most);
  try {
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, most, 0));
  } catch {
    return '';
  } finally {
    closeSync(descriptor);
  }
}
