import { dirname, resolve, sep } from 'node:path';
import type { SourceFile, StringLiteral } from 'ts-morph';
import { foundAt, type LintFinding } from './finding.ts';
import { Node, SyntaxKind } from '../ts-morph.ts';

/**
 * Imports of anything but the kit and files of the same lab, and such as are made while the lab runs.
 *
 * @param folder of the lab
 */
export function lintImports(source: SourceFile, folder: string): LintFinding[] {
  const isOwn = (path: string) =>
    /^\.\.?\/.*\.ts$/.test(path) &&
    resolve(dirname(source.getFilePath()), path).startsWith(resolve(folder) + sep);
  const isFixed = (literal: StringLiteral) => !Node.isCallExpression(literal.getParent());
  const foreign = source
    .getImportStringLiterals()
    .filter(isFixed)
    .filter((literal) => literal.getLiteralText() !== '@proclab/lab-kit' && !isOwn(literal.getLiteralText()))
    .map((literal) => {
      const name = literal.getLiteralText();
      return foundAt(literal, {
        zh: `实验只能导入 @proclab/lab-kit 和自己的文件，不能导入 ${name}`,
        en: `a lab imports @proclab/lab-kit and its own files only, not ${name}`,
      });
    });
  const late = source
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => Node.isImportExpression(call.getExpression()))
    .map((call) =>
      foundAt(call, {
        zh: '实验只在文件开头导入，不能用 import()',
        en: 'a lab imports at the top of a file, not by import()',
      }),
    );
  return [...foreign, ...late];
}
