import { UsageError } from '@proclab/core';
import type { ArrayLiteralExpression, CallExpression, SourceFile } from 'ts-morph';
import { Node, Project, SyntaxKind } from '../ts-morph.ts';

/**
 * Reads a file of a lab in order to change it.
 *
 * @param path shown in errors
 * @throws UsageError when it is no TypeScript
 */
export function parse(text: string, path: string): SourceFile {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { noLib: true } });
  const source = project.createSourceFile('lab.ts', text);
  const [wrong] = project.getProgram().getSyntacticDiagnostics(source);
  if (wrong === undefined) return source;
  const message = wrong.getMessageText();
  const what = `${path}:${wrong.getLineNumber()}: ${typeof message === 'string' ? message : message.getMessageText()}`;
  throw new UsageError('SYNTAX', { zh: what, en: what }, { zh: '请先改好它。', en: 'Mend it first.' });
}

/**
 * The list with this name among the parts of a `lab({ … })` or an `exercise('x', { … })`: an array that stands there, or a
 * constant of the file.
 *
 * @throws UsageError when the file has none that something can be added to
 */
export function listIn(
  source: SourceFile,
  path: string,
  callee: string,
  name: string,
): ArrayLiteralExpression {
  const calls = source
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => call.getExpression().getText() === callee);
  const lists = calls.flatMap((call) => listOf(call, name));
  if (lists.length === 1) return lists[0]!;
  throw new UsageError(
    'SHAPE',
    {
      zh: `${path} 里找不到唯一一个可以添加的列表：${callee}({ …, ${name}: [ … ] })。`,
      en: `${path} has no list, or more than one, that can be added to: ${callee}({ …, ${name}: [ … ] }).`,
    },
    {
      zh: '没有改动任何文件。请手工添加，或把列表写成这样。',
      en: 'Nothing was changed. Add to it by hand, or write the list like that.',
    },
  );
}

function listOf(call: CallExpression, name: string): ArrayLiteralExpression[] {
  const parts = call.getArguments().find(Node.isObjectLiteralExpression)?.getProperty(name);
  const value = Node.isPropertyAssignment(parts) ? parts.getInitializer() : parts;
  const constant = Node.isShorthandPropertyAssignment(value) || Node.isIdentifier(value);
  const list = constant ? declared(value)?.getInitializer() : value;
  return Node.isArrayLiteralExpression(list) ? [list] : [];
}

function declared(name: Node) {
  return name.getSourceFile().getVariableDeclaration(name.getText());
}
