import type { Language, Text } from './text.ts';

/** What a person did or gave that cannot be used: what happened, what was given, what to do next. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
  readonly code: string;
  readonly what: Text;
  readonly next: Text;

  constructor(code: string, what: Text, next: Text) {
    super(`${code}: ${what.en} ${next.en}`);
    this.code = code;
    this.what = what;
    this.next = next;
  }
}

/** A UsageError as it is printed: the code and what happened, then what to do next. */
export function complaint({ code, what, next }: UsageError, language: Language): string {
  return `${code}: ${what[language]}\n${next[language]}\n`;
}
