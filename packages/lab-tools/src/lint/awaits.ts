import type { Text } from '@proclab/core';
import type { ParameterDeclaration, SourceFile } from 'ts-morph';
import { foundAt, type LintFinding } from './finding.ts';
import { isFunction } from './functions.ts';
import { Node } from '../ts-morph.ts';

/**
 * Only a scenario, a function of the stage, and what stands within one may wait; one that is handed over as a Scenario
 * need not name the type.
 */
export function lintAwaits(source: SourceFile): LintFinding[] {
  const found: LintFinding[] = [];
  source.forEachDescendant((node) => {
    const functions = [node, ...node.getAncestors()].filter(isFunction);
    const isScenario = functions.some((one) => one.getParameters().some(isStage));
    // An await within a function says nothing that its async has not said.
    const waits = isFunction(node) ? node.isAsync() : Node.isAwaitExpression(node) && functions.length === 0;
    if (waits && !isScenario) found.push(foundAt(node, WAITS));
  });
  return found;
}

const WAITS: Text = {
  zh: '只有场景（参数为 Stage 的函数）可以等待',
  en: 'only a scenario, a function of the Stage, may wait',
};

function isStage(parameter: ParameterDeclaration): boolean {
  return ['Stage', 'stage'].includes(parameter.getTypeNode()?.getText() ?? parameter.getName());
}
