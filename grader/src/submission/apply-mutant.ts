import { applyPatch, parsePatch } from 'diff';
import type { SourceFile } from '@proclab/core';

/** The reference with one classic mistake: applies a mutant's unified diff. Throws when it does not apply. */
export function applyMutant(files: readonly SourceFile[], patchText: string): SourceFile[] {
  const diff = patchText.slice(patchText.search(/^--- /m));
  const patches = new Map(parsePatch(diff).map((patch) => [fileName(patch.newFileName), patch]));
  return files.map((file) => {
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
