import type { SourceFile } from 'ts-morph';
import { foundAt, type LintFinding } from './finding.ts';
import { declarationsOf, isFunction } from './functions.ts';
import { Node, SyntaxKind, VariableDeclarationKind } from '../ts-morph.ts';

/** Methods that change what they are called on. */
const CHANGING: ReadonlySet<string> = new Set(
  'add clear copyWithin delete fill pop push reverse set shift sort splice unshift'.split(' '),
);

/** Methods by which a regular expression with `g` or `y` goes on where it stopped last time, ECMA-262, 22.2.7.2. */
const RESUMING: ReadonlySet<string> = new Set(['exec', 'test']);

/** What a file remembers from one call of a check to the next, so that the second may have another answer. */
export function lintMemory(source: SourceFile): LintFinding[] {
  const variables = source
    .getVariableStatements()
    .filter((statement) => statement.getDeclarationKind() !== VariableDeclarationKind.Const)
    .map((statement) => remembered(statement));
  const changes: LintFinding[] = [];
  source.forEachDescendant((node) => {
    const changed = changedBy(node);
    const inFunction = node.getFirstAncestor(isFunction) !== undefined;
    if (changed !== null && inFunction && isOfFile(changed)) changes.push(remembered(node));
  });
  return [...variables, ...changes];
}

function remembered(node: Node): LintFinding {
  return foundAt(node, {
    zh: '检查项不记住上一次调用：函数之外的东西不能改变',
    en: 'a check remembers nothing from one call to the next: what stands outside functions does not change',
  });
}

/** What an assignment or a call changes. */
function changedBy(node: Node): Node | null {
  if (Node.isBinaryExpression(node)) {
    const operator = node.getOperatorToken().getKind();
    const assigns = operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment;
    return assigns ? node.getLeft() : null;
  }
  if (Node.isPostfixUnaryExpression(node)) return node.getOperand();
  if (Node.isPrefixUnaryExpression(node)) {
    const counts = [SyntaxKind.PlusPlusToken, SyntaxKind.MinusMinusToken].includes(node.getOperatorToken());
    return counts ? node.getOperand() : null;
  }
  const method = Node.isCallExpression(node) ? node.getExpression() : undefined;
  if (!Node.isPropertyAccessExpression(method)) return null;
  const object = method.getExpression();
  const resumes = RESUMING.has(method.getName()) && resumable(object);
  return CHANGING.has(method.getName()) || resumes ? object : null;
}

function resumable(object: Node): boolean {
  if (!Node.isIdentifier(object)) return false;
  return declarationsOf(object).some((declared) => {
    const value = Node.isVariableDeclaration(declared) ? declared.getInitializer() : undefined;
    return Node.isRegularExpressionLiteral(value) && /[gy][a-z]*$/.test(value.getText());
  });
}

/** Does it belong to a variable of the file, or to one that was imported? */
function isOfFile(changed: Node): boolean {
  if (
    Node.isPropertyAccessExpression(changed) ||
    Node.isElementAccessExpression(changed) ||
    Node.isNonNullExpression(changed) ||
    Node.isParenthesizedExpression(changed) ||
    Node.isAsExpression(changed)
  )
    return isOfFile(changed.getExpression());
  const declared = Node.isIdentifier(changed) ? (changed.getSymbol()?.getDeclarations() ?? []) : [];
  return declared.some(
    (one) => Node.isImportSpecifier(one) || one.getFirstAncestor(isFunction) === undefined,
  );
}
