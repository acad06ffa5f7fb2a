import type { Text } from '@proclab/core';
import type { Node } from '../ts-morph.ts';

/** Something in a lab that is against its rules. */
export interface LintFinding {
  readonly file: string;
  readonly line: number;
  readonly what: Text;
}

/** A finding at a node of a lab's TypeScript. */
export function foundAt(node: Node, what: Text): LintFinding {
  return { file: node.getSourceFile().getFilePath(), line: node.getStartLineNumber(), what };
}
