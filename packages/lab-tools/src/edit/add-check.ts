import { type Text, UsageError } from '@proclab/core';
import type { SourceFile } from 'ts-morph';
import type { Node } from '../ts-morph.ts';
import { append } from './append.ts';
import { unusedName } from './identifier.ts';
import { listIn, parse } from './parse.ts';
import { quoted } from './quoted.ts';
import { type Splice, spliced } from './splices.ts';

const KIT = '@proclab/lab-kit';

/** What is known of a check that is still to be written. */
export interface NewCheck {
  readonly id: string;
  readonly points: number;
  readonly must: Text;
  readonly on: 'natural' | 'traced';
}

/**
 * The text of an exercise.ts with one more check at the end of its list. It fails everything until it is written.
 *
 * @param path shown in errors
 * @throws UsageError when the text cannot be added to
 */
export function withCheck(text: string, check: NewCheck, path: string): string {
  const source = parse(text, path);
  const list = listIn(source, path, 'exercise', 'checks');
  const name = unusedName(source, check.id, 'Check');
  return spliced(text, [
    ...importsOf(source, path),
    { from: beginOf(statementOf(list)), text: `${codeOf(name, check)}\n` },
    ...append(list, list.getElements(), name),
  ]);
}

/** What a new check needs of the kit and the file does not import yet. */
function importsOf(source: SourceFile, path: string): Splice[] {
  const imports = source.getImportDeclarations().filter((one) => one.getModuleSpecifierValue() === KIT);
  const known = new Set(
    imports.flatMap((one) =>
      one.getNamedImports().map((name) => (name.getAliasNode() ?? name.getNameNode()).getText()),
    ),
  );
  const needed = ['type Check', 'fail'].filter((name) => !known.has(name.replace('type ', '')));
  if (needed.length === 0) return [];
  const values = imports.find((one) => !one.isTypeOnly() && one.getNamedImports().length > 0);
  const names = values?.getImportClause()?.getNamedBindings();
  if (values === undefined || names === undefined) {
    throw new UsageError(
      'SHAPE',
      { zh: `${path} 没有 import { … } from '${KIT}'。`, en: `${path} has no import { … } from '${KIT}'.` },
      { zh: '没有改动任何文件。请先写上它。', en: 'Nothing was changed. Write it first.' },
    );
  }
  return append(names, values.getNamedImports(), ...needed);
}

/** The statement of the file in which something stands. */
function statementOf(node: Node): Node {
  return node.getAncestors().at(-2) ?? node;
}

/** Where a statement begins, with the comments above it. */
function beginOf(statement: Node): number {
  return statement.getLeadingCommentRanges()[0]?.getPos() ?? statement.getStart();
}

function codeOf(name: string, { id, points, must, on }: NewCheck): string {
  return `const ${name}: Check = {
  id: ${quoted(id)},
  points: ${points},
  must: {
    zh: ${quoted(must.zh)},
    en: ${quoted(must.en)},
  },
  hint: {
    zh: 'TODO',
    en: 'TODO',
  },
  see: 'ps -o pid,ppid,stat,args',
  blame: ['fork'],
  on: '${on}',
  judge: () => fail({ zh: '这一项还没有写', en: 'this check is not written yet' }),
};
`;
}
