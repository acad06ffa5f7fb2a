import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import type { SourceFile } from '@proclab/core';
import { MutantError, type Racy, readMutant, readRacy } from '@proclab/lab-tools';
import { UsageError } from '../cli/grader-error.ts';
import { visible } from '../cli/visible.ts';
import { readSubmission } from './read-submission.ts';

/** A mutant as a submission. */
export interface MutantSubmission {
  readonly files: SourceFile[];
  /** Ids of the checks that catch it. */
  readonly fails: readonly string[];
}

/** A racy program and its twin, in which the race is repaired. */
export interface RacyPair {
  readonly about: Racy;
  readonly repaired: readonly SourceFile[];
  readonly racy: readonly SourceFile[];
}

/**
 * The reference with the one mistake of a mutant's patch. Throws a UsageError that names the file when that cannot be
 * read, is still to be written, or does not fit the reference.
 */
export function mutantSubmission(path: string, reference: readonly SourceFile[]): MutantSubmission {
  return usable(path, (text) => {
    const { fails, patch } = readMutant(text);
    return { files: patched(reference, patch), fails };
  });
}

/**
 * Reads `solutions/LAB/racy/EXERCISE/NAME/`: the C files are the twin, and `racy.patch` puts the race back. Throws a
 * UsageError as for a mutant.
 */
export function racyPair(folder: string): RacyPair {
  const repaired = readSubmission(folder);
  return usable(join(folder, 'racy.patch'), (text) => {
    const about = readRacy(text);
    return { about, repaired, racy: patched(repaired, about.patch) };
  });
}

/** What is made of a patch, or a UsageError that says why nothing can be. */
function usable<T>(path: string, make: (text: string) => T): T {
  try {
    return make(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof MutantError)) throw error;
    const { zh, en } = error.what;
    throw new UsageError(
      'MUTANT',
      {
        zh: `变异体 ${visible(path)} 不能用：${zh}。`,
        en: `The mutant ${visible(path)} is of no use: ${en}.`,
      },
      {
        zh: '怎样写变异体，见 docs/writing-labs.zh-CN.md。',
        en: 'How a mutant is written is in docs/writing-labs.md.',
      },
    );
  }
}

function patched(right: readonly SourceFile[], diff: string): SourceFile[] {
  const patches = new Map(parsePatch(diff).map((patch) => [fileName(patch.newFileName), patch]));
  return right.map((file) => {
    const patch = patches.get(file.path);
    if (!patch) return file;
    const text = applyPatch(file.text, patch);
    if (text === false)
      throw new MutantError({
        zh: `它的 diff 与正确的 ${file.path} 对不上`,
        en: `its diff does not apply to the right ${file.path}`,
      });
    return { path: file.path, text };
  });
}

function fileName(path: string | undefined): string {
  return (path ?? '').split('/').at(-1) ?? '';
}
