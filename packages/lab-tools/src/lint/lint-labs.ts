import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { SourceFile } from 'ts-morph';
import { MutantError, readMutant } from '../mutant.ts';
import { exercisesOf, foundAt, lintLab, type LintFinding, type NamedExercise } from './lint-lab.ts';
import { Project } from './ts-morph.ts';

/** Looks at every lab below `root`: the rules of its TypeScript, and that each check is named by a mutant that exists. */
export function lintLabs(root: string): LintFinding[] {
  const project = new Project({ skipAddingFilesFromTsConfig: true, compilerOptions: { noLib: true } });
  const labs = readdirSync(join(root, 'labs')).filter((lab) => existsSync(join(root, 'labs', lab, 'lab.ts')));
  return labs
    .flatMap((lab) => {
      const sources = project.addSourceFilesAtPaths([
        join(root, 'labs', lab, 'lab.ts'),
        join(root, 'labs', lab, '*/*.ts'),
      ]);
      return sources.flatMap((source) => [
        ...lintLab(source),
        ...exercisesOf(source).flatMap((exercise) => [
          ...lintPlace(exercise, source),
          ...lintMutants(exercise, join(root, 'solutions', lab, 'mutants', exercise.id.id)),
        ]),
      ]);
    })
    .map((finding) => ({ ...finding, file: relative(root, finding.file) }));
}

/** An exercise has the name of its folder: there its task text is looked for. */
function lintPlace({ id }: NamedExercise, source: SourceFile): LintFinding[] {
  const folder = source.getDirectory().getBaseName();
  return id.id === folder
    ? []
    : [
        foundAt(id.node, {
          zh: `练习“${id.id}”放在文件夹 ${folder} 里`,
          en: `the exercise "${id.id}" stands in the folder ${folder}`,
        }),
      ];
}

function lintMutants({ checks }: NamedExercise, folder: string): LintFinding[] {
  const known = new Set(checks.map(({ id }) => id));
  const caught = new Set<string>();
  const findings: LintFinding[] = [];
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    const line = text.split('\n').findIndex((each) => each.startsWith('Fails:')) + 1 || 1;
    try {
      for (const id of readMutant(text).fails) {
        caught.add(id);
        if (!known.has(id))
          findings.push({ file, line, what: { zh: `没有检查项“${id}”`, en: `there is no check "${id}"` } });
      }
    } catch (error) {
      if (!(error instanceof MutantError)) throw error;
      findings.push({
        file,
        line,
        what: { zh: `变异体读不出来：${error.message}`, en: `not a mutant: ${error.message}` },
      });
    }
  }
  const uncaught = checks.filter(({ id }) => !caught.has(id));
  return [
    ...findings,
    ...uncaught.map(({ id, node }) =>
      foundAt(node, { zh: `没有变异体会被“${id}”抓住`, en: `no mutant is caught by "${id}"` }),
    ),
  ];
}
