import type { Text } from '@proclab/core';
import type { KernelSettings } from '../settings.ts';

/** What a command prints when it is refused, and the cause that this betrays. */
export interface Symptom {
  readonly id: string;
  readonly printed: RegExp;
  /** Tells causes with the same symptom apart. */
  readonly when?: (settings: KernelSettings) => boolean;
  readonly cause: Text | ((match: RegExpExecArray) => Text);
  readonly remedy: Text | ((match: RegExpExecArray) => Text) | null;
}
