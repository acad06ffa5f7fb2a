import type { Text } from '@proclab/core';
import type { Account } from '../run.ts';

/** What an inspection may use. */
export interface Bench {
  readonly account: Account | null;
  /** A folder of our own that the account may write to; null where none can be made. */
  readonly folder: string | null;
}

/** One thing to try. */
export interface Inspection {
  /** Kebab-case. */
  readonly id: string;
  readonly title: Text;
  /** What it means when it does not work. */
  readonly otherwise: 'weak' | 'missing';
  /**
   * Tries it and tells what was seen. Rejects with Trouble, whose message is then diagnosed, or
   * resolves to a weakness that it knows by itself.
   */
  readonly look: (bench: Bench) => Promise<Text | Weakness>;
}

export interface Weakness {
  readonly found: Text;
  readonly remedy: Text | null;
}
