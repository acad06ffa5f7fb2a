import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Exercise, Lab } from '@proclab/lab-kit';
import { ownPrograms } from '../../src/submission/own-programs.ts';
import { racyPair, type RacyPair } from '../../src/submission/apply-mutant.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** An exercise, and the racy programs that it is shown to find out. */
export interface Played {
  /** `lab-01-fork-loops` */
  readonly lab: string;
  readonly exercise: Exercise;
  readonly pairs: readonly (RacyPair & { readonly name: string })[];
}

/** All exercises of all labs, in their order. */
export async function exercisesPlayed(): Promise<Played[]> {
  const names = readdirSync(join(ROOT, 'labs'))
    .filter((name) => /^lab-\d+-/.test(name))
    .sort();
  const labs = names.map(async (name) => {
    const folder = join(ROOT, 'labs', name);
    const { default: lab } = (await import(pathToFileURL(join(folder, 'lab.ts')).href)) as { default: Lab };
    const place = { id: lab.id, name, folder, solutions: join(ROOT, 'solutions', name), exercise: null };
    return lab.exercises.map((exercise) => ({
      lab: name,
      exercise,
      pairs: ownPrograms(place, 'racy', exercise).map((own) => ({ name: own.name, ...racyPair(own.path) })),
    }));
  });
  return (await Promise.all(labs)).flat();
}
