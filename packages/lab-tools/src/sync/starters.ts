import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { starterFrom } from '../starter.ts';
import { readIfThere, type SyncedFile } from './synced-file.ts';

/**
 * The starter files that follow from the references of a lab; one that follows from none is not wanted.
 *
 * @param lab the name of its folder
 * @throws StarterError when a region of a reference is not well formed
 */
export function starterFiles(root: string, lab: string): readonly SyncedFile[] {
  const reference = join('solutions', lab, 'reference');
  const starter = join('labs', lab, 'starter');
  const names = new Set([...namesIn(join(root, reference)), ...namesIn(join(root, starter))]);
  return [...names].map((name) => {
    const source = readIfThere(join(root, reference, name));
    return {
      path: join(starter, name),
      wanted: source === null ? null : starterFrom(source, join(reference, name)),
      found: readIfThere(join(root, starter, name)),
    };
  });
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
