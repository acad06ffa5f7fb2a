/** A submission may print megabytes in one line; no more than this is looked at. */
const LONGEST_LINE = 2000;

/**
 * What a terminal would not draw as itself: controls (C0, DEL, C1), formats such as the marks that
 * reverse the direction of writing, lone surrogates, private and unassigned characters, line and
 * paragraph separators, selectors that change the width of what precedes them, and all but
 * the first two of a pile of combining marks.
 */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]|(?<=\p{M}{2})\p{M}/gu;

const NAMED = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
]);

/**
 * The text with all that could move the cursor, change a colour or start a line written as C writes it
 * (`\e`, `\n`, `\x9b`, `\u202e`), and not more than a few lines of it. Everything that comes from outside goes through here.
 */
export function visible(text: string): string {
  return clip(text, LONGEST_LINE).replace(HIDDEN, escaped);
}

/** The first UTF-16 units of a text, and `…` if there are more. */
export function clip(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function escaped(character: string): string {
  const named = NAMED.get(character);
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}
