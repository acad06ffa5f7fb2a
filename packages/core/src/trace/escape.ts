const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What stands behind a backslash for one byte, as in C; strace(1), `-x`, names the rest. */
const LETTERS: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, e: 27 };

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|([^]))/g;

/**
 * Index behind the closing quote of the string whose opening quote stands at `start`;
 * -1 when the text ends before it.
 */
export function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === QUOTE) return i + 1;
  }
  return -1;
}

/**
 * The bytes that strace printed between two quotes, one character (0 to 255) each.
 * strace escapes every byte that is not printable ASCII, so the text itself holds no other.
 */
export function unescapeBytes(quoted: string): string {
  return quoted.includes('\\') ? quoted.replace(ESCAPE, unescapeOne) : quoted;
}

function unescapeOne(_match: string, octal?: string, hex?: string, letter = ''): string {
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  const code = LETTERS[letter];
  return code === undefined ? letter : String.fromCharCode(code);
}

/** Contents of all complete strings in `text`, in order, as `unescapeBytes` gives them. */
export function stringsIn(text: string): string[] {
  const found: string[] = [];
  for (let start = text.indexOf('"'); start >= 0;) {
    const end = endOfString(text, start);
    if (end < 0) break;
    found.push(unescapeBytes(text.slice(start + 1, end - 1)));
    start = text.indexOf('"', end);
  }
  return found;
}

/** Reads bytes, one character each, as UTF-8; what is none becomes U+FFFD. */
export function decodeText(binary: string): string {
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
