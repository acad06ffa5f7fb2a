import type { Text } from '@proclab/core';
import type { Node, SourceFile } from 'ts-morph';
import { SyntaxKind } from './ts-morph.ts';

/** Something in a lab that is against its rules. */
export interface LintFinding {
  readonly file: string;
  readonly line: number;
  readonly what: Text;
}

/** Names that give a check another answer the next time it is asked. */
const UNSTEADY = new Set([
  'Date',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'process',
  'crypto',
  'fetch',
  'Math.random',
]);

/** The kit, or a file of the same lab: `./orphan/exercise.ts`, `../waiting.ts`. */
const OWN = /^(@proclab\/lab-kit|(\.|\.\.)(\/[a-z][a-z0-9-]*)+\.ts)$/;

/** What a file of a lab does against the rules that show in itself alone. */
export function lintLab(lab: SourceFile): LintFinding[] {
  return [...imports(lab), ...unsteadyNames(lab), ...awaits(lab)];
}

/** A finding at a node of the lab. */
export function foundAt(node: Node, what: Text): LintFinding {
  return { file: node.getSourceFile().getFilePath(), line: node.getStartLineNumber(), what };
}

function imports(lab: SourceFile): LintFinding[] {
  return lab
    .getImportStringLiterals()
    .filter((literal) => !OWN.test(literal.getLiteralText()))
    .map((literal) => {
      const name = literal.getLiteralText();
      return foundAt(literal, {
        zh: `实验只能导入 @proclab/lab-kit 和自己的文件，不能导入 ${name}`,
        en: `a lab imports @proclab/lab-kit and its own files only, not ${name}`,
      });
    });
}

function unsteadyNames(lab: SourceFile): LintFinding[] {
  return lab
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .filter((name) => {
      const parent = name.getParent();
      if (parent.isKind(SyntaxKind.PropertyAccessExpression) && parent.getNameNode() === name)
        return UNSTEADY.has(parent.getText());
      if (parent.isKind(SyntaxKind.PropertyAssignment) && parent.getNameNode() === name) return false;
      const declared = name
        .getSymbol()
        ?.getDeclarations()
        .some((one) => one.getSourceFile() === lab);
      return UNSTEADY.has(name.getText()) && declared !== true;
    })
    .map((name) => {
      const text = name.getParent().isKind(SyntaxKind.PropertyAccessExpression)
        ? name.getParent().getText()
        : name.getText();
      return foundAt(name, {
        zh: `${text}：实验里没有时钟，也没有随机数`,
        en: `${text}: a lab has no clock and no randomness`,
      });
    });
}

/**
 * Only a scenario, a function of the stage, and what stands within one may wait; one that is handed over as a Scenario
 * need not name the type.
 */
function awaits(lab: SourceFile): LintFinding[] {
  const isStage = (node: Node) =>
    node.isKind(SyntaxKind.Parameter) &&
    ['Stage', 'stage'].includes(node.getTypeNode()?.getText() ?? node.getName());
  const isScenario = (node: Node) =>
    node
      .getChildrenOfKind(SyntaxKind.SyntaxList)
      .flatMap((list) => list.getChildren())
      .some(isStage);
  return lab
    .getDescendantsOfKind(SyntaxKind.AsyncKeyword)
    .filter((keyword) => !keyword.getAncestors().some(isScenario))
    .map((keyword) =>
      foundAt(keyword, {
        zh: '只有场景（参数为 Stage 的函数）可以是异步的',
        en: 'only a scenario, a function of the Stage, may be async',
      }),
    );
}
