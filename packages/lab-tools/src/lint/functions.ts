import type { ArrowFunction, FunctionDeclaration, FunctionExpression, MethodDeclaration } from 'ts-morph';
import { Node } from '../ts-morph.ts';

/** Whatever has parameters and a body. */
export type AnyFunction = ArrowFunction | FunctionDeclaration | FunctionExpression | MethodDeclaration;

export function isFunction(node: Node | undefined): node is AnyFunction {
  return (
    Node.isArrowFunction(node) ||
    Node.isFunctionDeclaration(node) ||
    Node.isFunctionExpression(node) ||
    Node.isMethodDeclaration(node)
  );
}

/** What a name stands for, also where it was imported from another file of the lab. */
export function declarationsOf(name: Node): readonly Node[] {
  const symbol = name.getSymbol();
  return (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? [];
}
