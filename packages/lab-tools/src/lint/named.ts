import type { Lab } from '@proclab/lab-kit';
import type { Node, SourceFile } from 'ts-morph';
import { foundAt, type LintFinding } from './lint-lab.ts';
import { SyntaxKind } from './ts-morph.ts';

/** An exercise or a check by its id, and where that is written. */
export interface Named {
  readonly id: string;
  readonly node: Node;
}

export interface NamedExercise extends Named {
  readonly checks: readonly Named[];
}

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * The exercises of a lab and their checks: what there is, the lab itself says; where it stands, its sources.
 *
 * @param sources all files of the lab
 */
export function namedIn({ exercises }: Lab, sources: readonly SourceFile[]): NamedExercise[] {
  return exercises.map(({ id, checks }) => {
    // A check may have the id of one in another exercise: its own folder comes first, then what exercises share.
    const own = (source: SourceFile) => source.getDirectory().getBaseName() === id;
    const sorted = sources.toSorted((one, other) => Number(own(other)) - Number(own(one)));
    return {
      id,
      node: placeOf(id, sorted),
      checks: checks.map((check, index) => ({
        id: check.id,
        node: placeOf(check.id, sorted, checks.slice(0, index).filter((one) => one.id === check.id).length),
      })),
    };
  });
}

/** The first string that says so, or a later one; the first file of the lab where none does. */
function placeOf(id: string, sources: readonly SourceFile[], skipped = 0): Node {
  const places = sources
    .flatMap((source) => source.getDescendantsOfKind(SyntaxKind.StringLiteral))
    .filter((literal) => literal.getLiteralText() === id);
  return places[skipped] ?? places[0] ?? sources[0]!;
}

/** Ids that are not kebab-case, or used twice in their list. */
export function lintNames(named: readonly Named[]): LintFinding[] {
  return named.flatMap(({ id, node }, index) => [
    ...(KEBAB.test(id)
      ? []
      : [foundAt(node, { zh: `“${id}”不是 kebab-case`, en: `"${id}" is not kebab-case` })]),
    ...(named.findIndex((other) => other.id === id) === index
      ? []
      : [foundAt(node, { zh: `“${id}”重复了`, en: `"${id}" is used twice` })]),
  ]);
}
