import type { CallExpression, SourceFile } from 'ts-morph';
import { foundAt, type LintFinding } from './finding.ts';
import { declarationsOf, isFunction } from './functions.ts';
import { Node, SyntaxKind } from '../ts-morph.ts';

/** Programs that do nothing but let time pass; `./timeout` is a submission's own. */
const NAPS = /^(\/(usr\/)?bin\/)?(u?sleep|timeout)$/;

/** Waits for a length of time: a moment whose condition looks at nothing, a program that only sleeps. */
export function lintWaits(source: SourceFile): LintFinding[] {
  const calls = source.getDescendantsOfKind(SyntaxKind.CallExpression);
  return calls.flatMap((call) => [...blindMoment(call), ...nap(call)]);
}

function blindMoment(call: CallExpression): LintFinding[] {
  const condition = isMethod(call, 'moment') ? call.getArguments()[2] : undefined;
  if (condition === undefined || !isBlind(condition)) return [];
  return [
    foundAt(condition, {
      zh: '这个条件什么也不看：场景等的是条件，不是一段时间',
      en: 'this condition looks at nothing: a scenario waits for conditions, never for a length of time',
    }),
  ];
}

/** Has it no parameter, or one that it never uses? What is made by a call or handed in is not looked into. */
function isBlind(condition: Node | undefined): boolean {
  if (Node.isIdentifier(condition)) return declarationsOf(condition).some(isBlind);
  if (Node.isVariableDeclaration(condition)) return isBlind(condition.getInitializer());
  if (!isFunction(condition)) return false;
  const [now] = condition.getParameters();
  const names = now?.getNameNode();
  const parts = Node.isObjectBindingPattern(names) ? names.getElements().map((part) => part.getName()) : [];
  const known = new Set([...parts, names?.getText()]);
  const used = [condition.getBody(), ...(condition.getBody()?.getDescendants() ?? [])];
  return !used.some((node) => Node.isIdentifier(node) && known.has(node.getText()));
}

function nap(call: CallExpression): LintFinding[] {
  const [program] = isMethod(call, 'run') ? call.getArguments() : [];
  if (!Node.isStringLiteral(program) || !NAPS.test(program.getLiteralText())) return [];
  const name = program.getLiteralText();
  return [
    foundAt(program, {
      zh: `${name}：场景等的是条件，不是一段时间`,
      en: `${name}: a scenario waits for conditions, never for a length of time`,
    }),
  ];
}

function isMethod(call: CallExpression, name: string): boolean {
  const called = call.getExpression();
  return Node.isPropertyAccessExpression(called) && called.getName() === name;
}
