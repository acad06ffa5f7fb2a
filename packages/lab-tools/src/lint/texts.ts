import type { Text } from '@proclab/core';
import type { ObjectLiteralExpression, SourceFile } from 'ts-morph';
import { foundAt, type LintFinding } from './finding.ts';
import { Node, SyntaxKind } from '../ts-morph.ts';

const HAN = /\p{Script=Han}/u;

/** Texts of a file that stand there in one language only, or are still to be written. */
export function lintTexts(source: SourceFile): LintFinding[] {
  return source
    .getDescendantsOfKind(SyntaxKind.ObjectLiteralExpression)
    .filter((literal) => literal.getProperty('zh') !== undefined || literal.getProperty('en') !== undefined)
    .flatMap((literal) => {
      const missing = (['zh', 'en'] as const).find((language) => literal.getProperty(language) === undefined);
      const wrong =
        missing !== undefined
          ? MISSING[missing]
          : wrongWith({ zh: written(literal, 'zh'), en: written(literal, 'en') });
      return wrong === null ? [] : [foundAt(literal, wrong)];
    });
}

/** What is wrong with a text as it stands; null if nothing is. */
export function wrongWith({ zh, en }: Text): Text | null {
  if ([zh, en].some((text) => /\bTODO\b/.test(text)))
    return { zh: '文字还没有写（TODO）', en: 'the text is still to be written (TODO)' };
  if (HAN.test(en)) return { zh: '“en”里是中文', en: 'what stands under "en" is Chinese' };
  return null;
}

/** Which language of a text that a reader is to see says nothing; null if both say something. */
export function emptyIn(text: Text): Text | null {
  const empty = (['zh', 'en'] as const).find((language) => text[language]?.trim() === '');
  return empty === undefined ? null : MISSING[empty];
}

const MISSING: Readonly<Record<keyof Text, Text>> = {
  zh: { zh: '缺少中文文字（zh）', en: 'the Chinese text (zh) is missing' },
  en: { zh: '缺少英文文字（en）', en: 'the English text (en) is missing' },
};

/** A text without what is put into it when it is shown. */
function written(literal: ObjectLiteralExpression, language: keyof Text): string {
  const property = literal.getProperty(language);
  const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
  if (Node.isTemplateExpression(value))
    return [value.getHead(), ...value.getTemplateSpans().map((span) => span.getLiteral())]
      .map((part) => part.getLiteralText())
      .join('');
  return Node.isStringLiteral(value) || Node.isNoSubstitutionTemplateLiteral(value)
    ? value.getLiteralText()
    : '';
}
