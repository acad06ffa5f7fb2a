import type { Verdict } from '@proclab/core';

/**
 * The verdict as JSON (RFC 8259), indented by two blanks, with a final newline.
 * DEL and the C1 control characters are written as `\u` escapes, which JSON allows but does not ask for:
 * a terminal obeys them, and what a submission printed is in here.
 */
export function jsonReport(verdict: Verdict): string {
  const json = JSON.stringify(verdict, null, 2);
  return `${json.replace(/[\x7f-\x9f]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)}\n`;
}
