import type { BuildEvidence, SourceFile } from '../evidence.ts';
import type { SourceLine } from '../verdict.ts';

/**
 * The line of the submission most likely responsible: the last call of the first blamed function
 * that is called at all, in a file of the submission, or in the one named before it (`reader.c:open`).
 * Null if none of them is called.
 */
export function likelySource(
  blame: readonly string[],
  build: BuildEvidence,
  files: readonly SourceFile[],
): SourceLine | null {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const sites = build.programs
    .flatMap(({ calls }) => calls)
    .filter(({ file }) => texts.has(file))
    .toSorted((a, b) => b.line - a.line || b.column - a.column);
  const site = blame
    .map((name) => sites.find(({ file, callee }) => name === callee || name === `${file}:${callee}`))
    .find((found) => found !== undefined);
  if (site === undefined) return null;
  const { file, line, column, callee } = site;
  return { file, line, column, callee, text: texts.get(file)?.split(/\r?\n/)[line - 1] ?? '' };
}
