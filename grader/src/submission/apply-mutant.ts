import { applyPatch, parsePatch } from 'diff';
import type { SourceFile } from '@proclab/core';
import type { Mutant } from '@proclab/lab-tools';

/** The reference with one classic mistake. Throws when the diff does not apply to it. */
export function applyMutant(reference: readonly SourceFile[], mutant: Mutant): SourceFile[] {
  const patches = new Map(parsePatch(mutant.patch).map((patch) => [fileName(patch.newFileName), patch]));
  return reference.map((file) => {
    const patch = patches.get(file.path);
    if (!patch) return file;
    const text = applyPatch(file.text, patch);
    if (text === false) throw new Error(`The mutant does not apply to ${file.path} any more.`);
    return { path: file.path, text };
  });
}

function fileName(path: string | undefined): string {
  return (path ?? '').split('/').at(-1) ?? '';
}
