import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MutantError, readMutant } from '../mutant.ts';
import { foundAt, type LintFinding } from './finding.ts';
import { KEBAB } from '../kebab.ts';
import type { NamedExercise } from './named.ts';
import { wrongWith } from './texts.ts';

/**
 * Mutants that cannot be read or name no check, and checks that no mutant names.
 *
 * @param folder `solutions/LAB/mutants`
 */
export function lintMutants(exercises: readonly NamedExercise[], folder: string): LintFinding[] {
  const known = new Set(exercises.map(({ id }) => id));
  const strays = namesIn(folder)
    .filter((name) => !known.has(name))
    .map((name) => found(join(folder, name), 1, `没有练习“${name}”`, `there is no exercise "${name}"`));
  return [...strays, ...exercises.flatMap((exercise) => lintOwn(exercise, join(folder, exercise.id)))];
}

function lintOwn({ checks }: NamedExercise, folder: string): LintFinding[] {
  const mutants = namesIn(folder).map((name) => read(join(folder, name), name));
  const ids = new Set(checks.map(({ id }) => id));
  const caught = new Set(mutants.flatMap(({ fails }) => fails));
  const astray = mutants.flatMap(({ file, line, fails }) =>
    fails
      .filter((id) => !ids.has(id))
      .map((id) => found(file, line, `没有检查项“${id}”`, `there is no check "${id}"`)),
  );
  const uncaught = checks
    .filter(({ id }) => !caught.has(id))
    .map(({ id, node }) =>
      foundAt(node, { zh: `没有变异体会被“${id}”抓住`, en: `no mutant is caught by "${id}"` }),
    );
  return [...mutants.flatMap(({ findings }) => findings), ...astray, ...uncaught];
}

interface ReadMutant {
  readonly file: string;
  /** Where it says which checks it fails. */
  readonly line: number;
  readonly fails: readonly string[];
  readonly findings: readonly LintFinding[];
}

function read(file: string, name: string): ReadMutant {
  const text = readFileSync(file, 'utf8');
  const lineOf = (start: string) => text.split('\n').findIndex((line) => line.startsWith(start)) + 1 || 1;
  const line = lineOf('Fails:');
  const findings =
    name.endsWith('.patch') && KEBAB.test(name.replace(/\.patch$/, '')) ? [] : [misnamed(file)];
  try {
    const { title, fails } = readMutant(text);
    const wrong = wrongWith(title);
    if (wrong !== null) findings.push({ file, line: lineOf('Title-en:'), what: wrong });
    return { file, line, fails, findings };
  } catch (error) {
    if (!(error instanceof MutantError)) throw error;
    const { zh, en } = error.what;
    findings.push(found(file, 1, `这个变异体读不出来：${zh}`, `not a mutant: ${en}`));
    return { file, line, fails: [], findings };
  }
}

function misnamed(file: string): LintFinding {
  return found(
    file,
    1,
    '变异体的文件名应为 kebab-case 加 .patch',
    'the name of a mutant is kebab-case and ends with .patch',
  );
}

function found(file: string, line: number, zh: string, en: string): LintFinding {
  return { file, line, what: { zh, en } };
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
