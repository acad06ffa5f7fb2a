import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '@proclab/core';
import type { Lab } from '@proclab/lab-kit';
import { TroubleError, UsageError } from '../cli/grader-error.ts';
import type { Options } from '../cli/options.ts';
import { visible } from '../cli/visible.ts';
import type { LabPlace } from '../labs/places.ts';
import { makeWhole } from '../whole-files.ts';
import { findOwnProgram } from './own-programs.ts';
import { readSubmission } from './read-submission.ts';

export interface ChosenSubmission {
  /** Where it came from, as the verdict names it. */
  readonly origin: string;
  readonly files: readonly SourceFile[];
  /** The starter was copied to a new submission folder just now. */
  readonly begun: boolean;
}

/**
 * Picks what is graded: a folder that was named, one of our own programs, or the student's
 * `submission/`, which is begun with the starter when it is not there yet.
 */
export async function chooseSubmission(
  place: LabPlace,
  lab: Lab,
  options: Options,
): Promise<ChosenSubmission> {
  const given = (
    ['submission', 'reference', 'starter', 'mutant', 'variant', 'racy', 'repaired'] as const
  ).filter((name) => options[name] !== undefined);
  if (given.length > 1) {
    const flags = given.map((name) => `--${name}`);
    throw new UsageError(
      'OPTIONS_CLASH',
      { zh: `${flags.join(' 和 ')} 不能一起用。`, en: `${flags.join(' and ')} do not go together.` },
      { zh: '请只留下一个。', en: 'Give one of them.' },
    );
  }
  if (options.submission !== undefined) return from(options.submission, options.submission);
  if (options.reference) return from(join(place.solutions, 'reference'), 'reference');
  if (options.starter) return from(join(place.folder, 'starter'), 'starter');
  if (options.variant !== undefined) return varied(place, lab, options.variant);
  if (options.racy !== undefined) return ofPair(place, lab, 'racy', options.racy);
  if (options.repaired !== undefined) return ofPair(place, lab, 'repaired', options.repaired);
  if (options.mutant !== undefined) return mutated(place, lab, options.mutant);
  return fromStudent(place);
}

function from(folder: string, origin: string): ChosenSubmission {
  return { origin, files: readSubmission(folder), begun: false };
}

/** A variant solves one exercise; the reference solves the others. */
function varied(place: LabPlace, lab: Lab, asked: string): ChosenSubmission {
  const { name, path } = findOwnProgram(place, 'variants', lab, asked);
  return amongReferences(place, `variant ${name}`, readSubmission(path));
}

/** So does a racy program or its twin. */
async function ofPair(
  place: LabPlace,
  lab: Lab,
  which: 'racy' | 'repaired',
  asked: string,
): Promise<ChosenSubmission> {
  const { name, path } = findOwnProgram(place, 'racy', lab, asked);
  const { racyPair } = await import('./apply-mutant.ts');
  return amongReferences(place, `${which} ${name}`, racyPair(path)[which]);
}

function amongReferences(place: LabPlace, origin: string, own: readonly SourceFile[]): ChosenSubmission {
  const others = readSubmission(join(place.solutions, 'reference')).filter(
    (file) => !own.some((one) => one.path === file.path),
  );
  return { origin, files: [...own, ...others], begun: false };
}

async function mutated(place: LabPlace, lab: Lab, asked: string): Promise<ChosenSubmission> {
  const { name, path } = findOwnProgram(place, 'mutants', lab, asked);
  const { mutantSubmission } = await import('./apply-mutant.ts');
  const { files } = mutantSubmission(path, readSubmission(join(place.solutions, 'reference')));
  return { origin: `mutant ${name}`, files, begun: false };
}

function fromStudent(place: LabPlace): ChosenSubmission {
  const folder = join(place.folder, 'submission');
  const begun = !existsSync(folder);
  if (begun) beginWith(join(place.folder, 'starter'), folder);
  return { origin: `labs/${place.name}/submission`, files: readSubmission(folder), begun };
}

function beginWith(starter: string, folder: string): void {
  try {
    makeWhole(folder, (beside) => cpSync(starter, beside, { recursive: true }));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new TroubleError(
      'SUBMISSION_BEGIN',
      {
        zh: `不能建立 ${visible(folder)}（${code}）。`,
        en: `${visible(folder)} could not be made (${code}).`,
      },
      {
        zh: '请检查权限和剩余空间，或用 --submission 指定别的文件夹。',
        en: 'Check the permissions and the space left, or name another folder with --submission.',
      },
    );
  }
}
