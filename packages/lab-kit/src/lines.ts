/** Sequences that colour text or move the cursor, ECMA-48, 5.4. */
const ESCAPE = /\x1b\[[0-?]*[ -/]*[@-~]/g;

/** What a reader sees of a text on a terminal: without colours. */
export function withoutEscapes(text: string): string {
  return text.replace(ESCAPE, '');
}

/**
 * The lines that a terminal shows, colours and line ends left out; the last may be unfinished. Of `\n` a
 * terminal makes `\r\n`, and of `\r\n` `\r\r\n`: ONLCR, termios(3).
 */
export function linesOf(text: string): readonly string[] {
  return withoutEscapes(text).split(/\r*\n/);
}
