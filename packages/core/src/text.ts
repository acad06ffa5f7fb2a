/** A text that a student reads. It exists in both languages or not at all. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** The languages that proclab speaks. */
export type Language = keyof Text;

/** The language that an environment asks for: LC_ALL wins over LC_MESSAGES, and that over LANG, locale(7); else English. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  return /^zh/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'zh' : 'en';
}

/** Joins texts, language by language. */
export function joinTexts(texts: readonly Text[], separator: Text = { zh: '', en: ' ' }): Text {
  return {
    zh: texts.map((text) => text.zh).join(separator.zh),
    en: texts.map((text) => text.en).join(separator.en),
  };
}
