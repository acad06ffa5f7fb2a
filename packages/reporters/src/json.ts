import type { Verdict } from '@proclab/core';

/**
 * The verdict as JSON (RFC 8259), indented by two blanks, with a final newline.
 * DEL, the C1 control characters and those that reverse, hide or divide text are written as `\u` escapes, which JSON
 * allows but does not ask for: a terminal obeys them, and what a submission printed is in here.
 */
export function jsonReport(verdict: Verdict): string {
  return `${JSON.stringify(verdict, null, 2).replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, escaped)}\n`;
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
