import type { ExportedDeclarations, JSDoc } from 'ts-morph';
import { Node } from '../ts-morph.ts';

/** A word of the kit in its reference. */
export interface Entry {
  readonly name: string;
  /** What its docstring says, in Markdown. */
  readonly words: string;
  /** How it is declared, without what makes it work. */
  readonly code: string;
}

/** The entries of what files export, file by file, in the order in which it stands there. */
export function entriesIn(exported: ReadonlyMap<string, readonly ExportedDeclarations[]>): Entry[] {
  return [...exported]
    .filter(([, [declaration]]) => declaration !== undefined)
    .toSorted(([, [one]], [, [other]]) => order(one!, other!))
    .map(([name, declarations]) => ({
      name,
      words: declarations.flatMap(docsOf).map(wordsOf).join('\n\n'),
      code: declarations.map(codeOf).join('\n'),
    }));
}

function order(one: Node, other: Node): number {
  const [file, otherFile] = [one, other].map((node) => node.getSourceFile().getFilePath());
  return file === otherFile ? one.getPos() - other.getPos() : file! < otherFile! ? -1 : 1;
}

function docsOf(declaration: Node): readonly JSDoc[] {
  const documented = Node.isVariableDeclaration(declaration)
    ? declaration.getVariableStatement()
    : declaration;
  return Node.isJSDocable(documented) ? documented.getJsDocs() : [];
}

/** The description; parameters and errors as a list below it. */
function wordsOf(doc: JSDoc): string {
  const tags = doc.getTags().map((tag) => {
    const name = Node.isJSDocParameterTag(tag) ? `\`${tag.getName()}\`:` : tag.getTagName();
    return `- ${name} ${(tag.getCommentText() ?? '').replace(/\s*\n\s*/g, ' ')}`;
  });
  return [doc.getDescription().trim(), ...(tags.length > 0 ? [tags.join('\n')] : [])].join('\n\n');
}

function codeOf(declaration: ExportedDeclarations): string {
  if (Node.isVariableDeclaration(declaration)) {
    const typed = declaration.getTypeNode();
    return `const ${typed === undefined ? declaration.getText() : `${declaration.getName()}: ${typed.getText()}`}`;
  }
  const text = declaration.getText().replace(/^export /, '');
  const body = Node.isFunctionDeclaration(declaration) ? declaration.getBody() : undefined;
  return body === undefined ? text : text.slice(0, -body.getText().length).trim();
}
