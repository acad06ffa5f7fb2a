import type { Call } from '../evidence.ts';
import { decodeText, stringsIn } from './escape.ts';

const WRITES: ReadonlySet<string> = new Set(['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2']);
const TARGET = /^\d+<([^>]*)>/;

/** The path of the descriptor that a call writes to; null for calls that write nothing. */
export function writeTarget({ name, args }: Call): string | null {
  return WRITES.has(name) ? (TARGET.exec(args)?.[1] ?? null) : null;
}

/** What these calls wrote to terminals, given by the paths of these. */
export function writtenTo(terminals: ReadonlySet<string>, calls: readonly Call[]): string {
  const text = new TerminalText();
  for (const call of calls) if (terminals.has(writeTarget(call) ?? '')) text.add(call);
  return text.toString();
}

/** What one process wrote, kept as bytes: a character may be cut in two between calls. */
export class TerminalText {
  /** When it began to write the first of it, ms. */
  since: number | null = null;
  readonly #parts: string[] = [];

  /** Adds what a write was given, up to the number of bytes it says to have written. */
  add({ args, result, at }: Call): void {
    if (result === null || result <= 0) return;
    this.since ??= at;
    this.#parts.push(stringsIn(args).join('').slice(0, result));
  }

  toString(): string {
    return decodeText(this.#parts.join(''));
  }
}
