/** A text that a student reads. It exists in both languages or not at all. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** The languages that proclab speaks. */
export type Language = keyof Text;

/** Joins texts, language by language. */
export function joinTexts(texts: readonly Text[], separator: Text = { zh: '', en: ' ' }): Text {
  return {
    zh: texts.map((text) => text.zh).join(separator.zh),
    en: texts.map((text) => text.en).join(separator.en),
  };
}
