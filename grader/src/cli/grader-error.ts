import type { Text } from '@proclab/core';

/** Exit status of the whole program. */
export const EXIT = { allPoints: 0, pointsMissing: 1, usage: 2, trouble: 3 } as const;

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

/** The machine or the grader itself cannot do its work. */
export class TroubleError extends UsageError {
  override readonly name = 'TroubleError';
}
