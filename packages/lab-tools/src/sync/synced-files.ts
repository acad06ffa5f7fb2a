import { join } from 'node:path';
import { labNames, loadLab } from '../load-lab.ts';
import { kitReference } from './kit-reference.ts';
import { starterFiles } from './starters.ts';
import type { SyncedFile } from './synced-file.ts';
import { taskTexts } from './task-texts.ts';

/**
 * All that follows from the references and the checks of a lab, as it ought to be and as it is.
 *
 * @param lab the name of its folder
 * @throws StarterError, UsageError when something from which it follows is not well formed
 */
export async function syncedInLab(root: string, lab: string): Promise<readonly SyncedFile[]> {
  return [...starterFiles(root, lab), ...taskTexts(root, join('labs', lab), await loadLab(root, lab))];
}

/** All that follows from labs, references and the kit. Throws as for a lab. */
export async function syncedFiles(root: string): Promise<readonly SyncedFile[]> {
  const labs = await Promise.all(labNames(root).map((lab) => syncedInLab(root, lab)));
  return [...labs.flat(), kitReference(root)];
}
