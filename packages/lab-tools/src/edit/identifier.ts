import { UsageError } from '@proclab/core';
import type { SourceFile } from 'ts-morph';
import { SyntaxKind, ts } from '../ts-morph.ts';

/**
 * A name for what has this id, one that nothing in the file has yet: `ownPid` for `own-pid`, else `ownPidCheck`.
 *
 * @param kind what it is, to tell it apart: `Check`
 * @throws UsageError when both are taken
 */
export function unusedName(source: SourceFile, id: string, kind: string): string {
  const plain = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const taken = new Set(source.getDescendantsOfKind(SyntaxKind.Identifier).map((name) => name.getText()));
  const free = [plain, `${plain}${kind}`].find((name) => !taken.has(name) && !isReserved(name));
  if (free !== undefined) return free;
  throw new UsageError(
    'NAME_TAKEN',
    {
      zh: `${source.getBaseName()} 里已经有 ${plain} 和 ${plain}${kind}。`,
      en: `${source.getBaseName()} has a ${plain} and a ${plain}${kind} already.`,
    },
    { zh: '请换一个名字。', en: 'Take another name.' },
  );
}

/** Words that no variable of a module may have as its name, ECMA-262, 12.7.2 and 13.1.1. */
function isReserved(name: string): boolean {
  const keyword = ts.identifierToKeywordKind(ts.factory.createIdentifier(name));
  const always = keyword !== undefined && keyword <= SyntaxKind.LastFutureReservedWord;
  return always || ['arguments', 'await', 'eval'].includes(name);
}
