import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file that follows from others, as it ought to be, and what stands in its place. */
export interface SyncedFile {
  /** Relative to the root of the project. */
  readonly path: string;
  /** Null when there ought to be none. */
  readonly wanted: string | null;
  /** Null when there is none. */
  readonly found: string | null;
}

/** Makes a file as it ought to be. */
export function writeSynced(root: string, { path, wanted }: SyncedFile): void {
  if (wanted === null) return rmSync(join(root, path));
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), wanted);
}

/** What a file holds; null when there is none. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
