import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { starterFrom } from './starter.ts';

/** A starter file as it ought to be, and what stands in its place. */
export interface StarterFile {
  /** Relative to the root of the project. */
  readonly path: string;
  readonly wanted: string;
  /** Null when there is no such file. */
  readonly found: string | null;
}

/**
 * The starter files that follow from all references below `solutions/`.
 *
 * @throws StarterError when a region of a reference is not well formed
 */
export function starterFiles(root: string): readonly StarterFile[] {
  return readdirSync(join(root, 'solutions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: lab }) => {
      const reference = join('solutions', lab, 'reference');
      return readdirSync(join(root, reference)).map((file) => {
        const path = join('labs', lab, 'starter', file);
        const source = join(reference, file);
        return {
          path,
          wanted: starterFrom(readFileSync(join(root, source), 'utf8'), source),
          found: read(join(root, path)),
        };
      });
    });
}

export function writeStarter(root: string, { path, wanted }: StarterFile): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), wanted);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
