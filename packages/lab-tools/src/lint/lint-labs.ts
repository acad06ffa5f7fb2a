import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab } from '@proclab/lab-kit';
import type { SourceFile } from 'ts-morph';
import { MutantError, readMutant } from '../mutant.ts';
import { foundAt, lintLab, type LintFinding } from './lint-lab.ts';
import { lintNames, namedIn, type NamedExercise } from './named.ts';
import { Project } from './ts-morph.ts';

/** Looks at every lab below `root`: the rules of its TypeScript, and that each check is named by a mutant that exists. */
export async function lintLabs(root: string): Promise<LintFinding[]> {
  const project = new Project({ skipAddingFilesFromTsConfig: true, compilerOptions: { noLib: true } });
  const labs = readdirSync(join(root, 'labs')).filter((lab) => existsSync(join(root, 'labs', lab, 'lab.ts')));
  const findings = await Promise.all(
    labs.map(async (name) => {
      const folder = join(root, 'labs', name);
      const sources = project.addSourceFilesAtPaths([join(folder, 'lab.ts'), join(folder, '*/*.ts')]);
      const mutants = join(root, 'solutions', name, 'mutants');
      return [...sources.flatMap(lintLab), ...(await lintExercises(folder, sources, mutants))];
    }),
  );
  return findings.flat().map((finding) => ({ ...finding, file: relative(root, finding.file) }));
}

async function lintExercises(
  folder: string,
  sources: readonly SourceFile[],
  mutants: string,
): Promise<LintFinding[]> {
  const path = join(folder, 'lab.ts');
  let lab: Lab;
  try {
    lab = ((await import(pathToFileURL(path).href)) as { default: Lab }).default;
  } catch (error) {
    const words = String(error);
    return [
      { file: path, line: 1, what: { zh: `实验加载不了：${words}`, en: `the lab does not load: ${words}` } },
    ];
  }
  const exercises = namedIn(lab, sources);
  return [
    ...lintNames(exercises),
    ...exercises.flatMap((exercise) => [
      ...lintNames(exercise.checks),
      ...lintPlace(exercise),
      ...lintMutants(exercise, join(mutants, exercise.id)),
    ]),
  ];
}

/** An exercise has the name of its folder: there its task text is looked for. */
function lintPlace({ id, node }: NamedExercise): LintFinding[] {
  const folder = node.getSourceFile().getDirectory().getBaseName();
  return id === folder
    ? []
    : [
        foundAt(node, {
          zh: `练习“${id}”放在文件夹 ${folder} 里`,
          en: `the exercise "${id}" stands in the folder ${folder}`,
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
