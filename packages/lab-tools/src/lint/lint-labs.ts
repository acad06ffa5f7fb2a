import { join, relative } from 'node:path';
import { UsageError } from '@proclab/core';
import type { Lab } from '@proclab/lab-kit';
import type { SourceFile } from 'ts-morph';
import { labNames, loadLab } from '../load-lab.ts';
import { foundAt, type LintFinding } from './finding.ts';
import { lintExercise } from './lint-exercise.ts';
import { lintFile } from './lint-file.ts';
import { lintMutants } from './mutants.ts';
import { lintNames, namedIn } from './named.ts';
import { lintStarters } from './starters.ts';
import { lintTaskTexts } from './task-texts.ts';
import { emptyIn } from './texts.ts';
import { Project } from '../ts-morph.ts';

/** Looks at every lab below `root`: its TypeScript, what that makes when it is loaded, its texts, mutants and starters. */
export async function lintLabs(root: string): Promise<LintFinding[]> {
  const project = new Project({ skipAddingFilesFromTsConfig: true, compilerOptions: { noLib: true } });
  const names = labNames(root);
  const findings = await Promise.all(
    names.map(async (name) => {
      const folder = join(root, 'labs', name);
      const lab = project.addSourceFileAtPath(join(folder, 'lab.ts'));
      const others = project
        .addSourceFilesAtPaths([`${folder}/**/*.ts`, `!${folder}/{dist,node_modules,starter,submission}/**`])
        .filter((source) => source !== lab);
      const inFiles = [lab, ...others].flatMap((source) => lintFile(source, folder));
      return [
        ...inFiles,
        ...(await lintWhole(root, name, names, [lab, ...others])),
        ...lintStarters(root, name),
      ];
    }),
  );
  return findings.flat().map((finding) => ({
    ...finding,
    file: relative(root, finding.file),
  }));
}

async function lintWhole(
  root: string,
  name: string,
  names: readonly string[],
  sources: readonly SourceFile[],
): Promise<LintFinding[]> {
  const source = sources[0]!;
  let lab: Lab;
  try {
    lab = await loadLab(root, name);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [foundAt(source, error.what)];
  }
  const exercises = namedIn(lab, sources);
  const folders = ['', ...exercises.map(({ id }) => id)].map((part) => join(root, 'labs', name, part));
  return [
    ...lintLab(lab, name, names, source),
    ...lintNames(exercises),
    ...exercises.flatMap(lintExercise),
    ...lintMutants(exercises, join(root, 'solutions', name, 'mutants')),
    ...folders.flatMap(lintTaskTexts),
  ];
}

/** A lab is found by the number of its folder, which no other has. */
function lintLab({ id, title }: Lab, name: string, names: readonly string[], source: SourceFile) {
  const placed = /^lab-\d+$/.test(id) && name.startsWith(`${id}-`);
  const others = names.filter((other) => other !== name && other.startsWith(`${id}-`));
  const wrong = [
    placed
      ? null
      : { zh: `实验“${id}”放在文件夹 ${name} 里`, en: `the lab "${id}" stands in the folder ${name}` },
    others.length === 0
      ? null
      : { zh: `${others.join('、')} 也是“${id}”`, en: `${others.join(', ')} is "${id}" as well` },
    emptyIn(title),
  ];
  return wrong.flatMap((what) => (what === null ? [] : [foundAt(source, what)]));
}
