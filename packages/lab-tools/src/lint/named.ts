import type { Check, Exercise, Lab } from '@proclab/lab-kit';
import type { SourceFile, StringLiteral } from 'ts-morph';
import { KEBAB } from '../kebab.ts';
import { foundAt, type LintFinding } from './finding.ts';
import { type Node, SyntaxKind } from '../ts-morph.ts';

/** Something that has an id, and where that is written. */
export interface Named {
  readonly id: string;
  readonly node: Node;
}

export interface NamedCheck extends Named {
  readonly check: Check;
}

export interface NamedExercise extends Named {
  readonly exercise: Exercise;
  readonly checks: readonly NamedCheck[];
}

/**
 * The exercises of a lab and their checks: what there is, the lab itself says; where it stands, its sources.
 *
 * @param sources all files of the lab
 */
export function namedIn({ exercises }: Lab, sources: readonly SourceFile[]): NamedExercise[] {
  const literals = sources.map((source) => ({
    folder: source.getDirectory().getBaseName(),
    strings: source.getDescendantsOfKind(SyntaxKind.StringLiteral),
  }));
  return exercises.map((exercise) => {
    const { id, checks } = exercise;
    // A check may have the id of one in another exercise: its own folder comes first, then what exercises share.
    const strings = literals
      .toSorted((one, other) => Number(other.folder === id) - Number(one.folder === id))
      .flatMap((source) => source.strings);
    const placeOf = (name: string, skipped = 0) => place(strings, name, skipped) ?? sources[0]!;
    return {
      id,
      exercise,
      node: placeOf(id),
      checks: checks.map((check, index) => ({
        id: check.id,
        check,
        node: placeOf(check.id, checks.slice(0, index).filter((one) => one.id === check.id).length),
      })),
    };
  });
}

/** The first string that says so, or a later one. */
function place(strings: readonly StringLiteral[], id: string, skipped: number): Node | undefined {
  const places = strings.filter((literal) => literal.getLiteralText() === id);
  return places[skipped] ?? places[0];
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
