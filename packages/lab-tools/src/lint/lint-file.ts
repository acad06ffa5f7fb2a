import type { SourceFile } from 'ts-morph';
import { lintAwaits } from './awaits.ts';
import type { LintFinding } from './finding.ts';
import { lintImports } from './imports.ts';
import { lintMemory } from './memory.ts';
import { lintFreeNames } from './free-names.ts';
import { lintTexts } from './texts.ts';
import { lintWaits } from './waits.ts';

/**
 * What a file of a lab does against the rules that show in itself alone.
 *
 * @param folder of the lab
 */
export function lintFile(source: SourceFile, folder: string): LintFinding[] {
  return [
    ...lintImports(source, folder),
    ...[lintFreeNames, lintMemory, lintAwaits, lintWaits, lintTexts].flatMap((rule) => rule(source)),
  ];
}
