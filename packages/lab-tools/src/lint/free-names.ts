import type { Identifier, SourceFile } from 'ts-morph';
import { foundAt, type LintFinding } from './finding.ts';
import { Node } from '../ts-morph.ts';

/** What the language itself gives that has the same answer each time, everywhere. `Math` is looked at more closely. */
const STEADY: ReadonlySet<string> = new Set(
  `Array BigInt Boolean Error Infinity JSON Map Math NaN Number Object RangeError RegExp Set String TypeError
   TextDecoder TextEncoder Uint8Array isFinite isNaN parseFloat parseInt undefined`.split(/\s+/),
);

/** Their answer depends on the language of the machine; from a constructor one gets to everything there is. */
const UNSTEADY_METHODS: ReadonlySet<string> = new Set(
  'constructor localeCompare toLocaleLowerCase toLocaleString toLocaleUpperCase'.split(' '),
);

/**
 * Names that come neither from the lab nor from its imports, but for those of the language that are the same each time: a
 * lab has no clock, no chance and no way out, whatever that may be called.
 */
export function lintFreeNames(source: SourceFile): LintFinding[] {
  const found: LintFinding[] = [];
  source.forEachDescendant((node, traversal) => {
    // Types are gone when the lab runs.
    if (Node.isTypeNode(node) || Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node)) {
      traversal.skip();
      return;
    }
    const name = unsteadyName(node);
    if (name !== null)
      found.push(
        foundAt(node, {
          zh: `${name}：检查项只看证据；实验里没有时钟、随机数、输入输出，也不依赖机器的设置`,
          en: `${name}: a check sees the evidence alone; a lab has no clock, no chance, no I/O, no settings of a machine`,
        }),
      );
  });
  return found;
}

function unsteadyName(node: Node): string | null {
  if (Node.isMetaProperty(node)) return node.getText();
  if (Node.isAmbientable(node) && node.hasDeclareKeyword()) return 'declare';
  if (!Node.isIdentifier(node)) return null;
  const text = node.getText();
  const parent = node.getParent();
  if (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node)
    return UNSTEADY_METHODS.has(text) ? `.${text}` : null;
  if (namesMember(node) || isOurs(node)) return null;
  if (text === 'Math') {
    const part = Node.isPropertyAccessExpression(parent) ? parent.getName() : 'random';
    return part === 'random' ? parent.getText() : null;
  }
  return STEADY.has(text) ? null : text;
}

/** The name of a property, not a use of what has that name: `{ process: 1 }`, `const { process: own } = …`. */
function namesMember(name: Identifier): boolean {
  const parent = name.getParent();
  if (Node.isBindingElement(parent)) return parent.getPropertyNameNode() === name;
  const isNamed = Node.isPropertyAssignment(parent) || Node.isMethodDeclaration(parent);
  return (isNamed && parent.getNameNode() === name) || Node.isMetaProperty(parent);
}

function isOurs(name: Identifier): boolean {
  const parent = name.getParent();
  const symbol = Node.isShorthandPropertyAssignment(parent) ? parent.getValueSymbol() : name.getSymbol();
  return symbol?.getDeclarations().some((one) => one.getSourceFile() === name.getSourceFile()) ?? false;
}
