import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A path and what is to stand there. */
export type FileToSave = readonly [path: string, text: string];

/**
 * Saves files that belong together, each whole or not at all, whenever this process ends. While the last of them is
 * there, all are, and of one saving; it goes first and comes back last. Throws what the file system says, and then leaves
 * what was there before.
 */
export function saveTogether(files: readonly FileToSave[]): void {
  const [last] = files.at(-1) ?? [];
  if (last === undefined) return;
  allBeside(
    files.map(([path]) => path),
    () => {
      for (const [path, text] of files) writeFileSync(beside(path), text);
    },
    () => rmSync(last, { force: true }),
  );
}

/** Makes a file or a folder, whole or not at all, whenever this process ends: `make` is given another path beside. */
export function makeWhole(path: string, make: (beside: string) => void): void {
  allBeside([path], () => make(beside(path)));
}

function allBeside(paths: readonly string[], make: () => void, beforeMoving = () => {}): void {
  for (const path of paths) removeLeftovers(path);
  try {
    make();
    beforeMoving();
    for (const path of paths) renameSync(beside(path), path);
  } catch (error) {
    for (const path of paths) rmSync(beside(path), { recursive: true, force: true });
    throw error;
  }
}

function beside(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

/** Removes what others have left beside a path that were killed before they could move it in. */
function removeLeftovers(path: string): void {
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const pid = name.startsWith(prefix) ? /^(\d+)\.tmp$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}
