import type { Text } from '@proclab/core';
import type { CallExpression, Expression, Node, ObjectLiteralExpression, SourceFile } from 'ts-morph';
import { SyntaxKind } from './ts-morph.ts';

/** Something in a lab that is against its rules. */
export interface LintFinding {
  readonly file: string;
  readonly line: number;
  readonly what: Text;
}

/** A check by its id, and where that stands. */
export interface NamedCheck {
  readonly id: string;
  readonly node: Node;
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

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** An exercise by its id, and its checks. */
export interface NamedExercise {
  readonly id: NamedCheck;
  readonly checks: readonly NamedCheck[];
}

/** What a file of a lab does against the rules that show in itself alone. */
export function lintLab(lab: SourceFile): LintFinding[] {
  const exercises = exercisesOf(lab);
  const ids = exercises.map(({ id }) => id);
  return [
    ...imports(lab),
    ...unsteadyNames(lab),
    ...awaits(lab),
    ...[ids, ...exercises.map(({ checks }) => checks)].flatMap(names),
  ];
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

/** Only a scenario, a function of the stage, may wait. */
function awaits(lab: SourceFile): LintFinding[] {
  const isScenario = (node: Node) =>
    node.isKind(SyntaxKind.Parameter) && node.getTypeNode()?.getText() === 'Stage';
  return lab
    .getDescendantsOfKind(SyntaxKind.AsyncKeyword)
    .filter(
      (keyword) =>
        !keyword
          .getParentOrThrow()
          .getChildrenOfKind(SyntaxKind.SyntaxList)
          .flatMap((list) => list.getChildren())
          .some(isScenario),
    )
    .map((keyword) =>
      foundAt(keyword, {
        zh: '只有场景（参数为 Stage 的函数）可以是异步的',
        en: 'only a scenario, a function of the Stage, may be async',
      }),
    );
}

function names(named: readonly NamedCheck[]): LintFinding[] {
  return named.flatMap(({ id, node }, index) => [
    ...(KEBAB.test(id)
      ? []
      : [foundAt(node, { zh: `“${id}”不是 kebab-case`, en: `"${id}" is not kebab-case` })]),
    ...(named.findIndex((other) => other.id === id) === index
      ? []
      : [foundAt(node, { zh: `“${id}”重复了`, en: `"${id}" is used twice` })]),
  ]);
}

/** The exercises that a file defines. */
export function exercisesOf(lab: SourceFile): NamedExercise[] {
  return callsOf(lab, 'exercise').map((call) => {
    const [name, parts] = call.getArguments();
    const list = property(parts?.asKind(SyntaxKind.ObjectLiteralExpression), 'checks')?.asKind(
      SyntaxKind.ArrayLiteralExpression,
    );
    const id = { id: literalText(name), node: name ?? call };
    return { id, checks: (list?.getElements() ?? []).map((element) => checkOf(lab, element)) };
  });
}

/** A check stands in the list itself or in a constant; its id is that of the first object there. */
function checkOf(lab: SourceFile, element: Expression): NamedCheck {
  const source = element.isKind(SyntaxKind.Identifier)
    ? lab.getVariableDeclaration(element.getText())?.getInitializer()
    : element;
  const object =
    source?.asKind(SyntaxKind.ObjectLiteralExpression) ??
    source?.getFirstDescendantByKind(SyntaxKind.ObjectLiteralExpression);
  const node = property(object, 'id') ?? element;
  return { id: literalText(node), node };
}

function callsOf(lab: SourceFile, name: string): CallExpression[] {
  return lab
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => call.getExpression().getText() === name);
}

function property(object: ObjectLiteralExpression | undefined, name: string): Expression | undefined {
  return object?.getProperty(name)?.asKind(SyntaxKind.PropertyAssignment)?.getInitializer();
}

function literalText(node: Node | undefined): string {
  return node?.asKind(SyntaxKind.StringLiteral)?.getLiteralText() ?? node?.getText() ?? '';
}
