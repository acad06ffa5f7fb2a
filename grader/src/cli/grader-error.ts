import { UsageError } from '@proclab/core';

export { UsageError };

/** Exit status of the whole program. */
export const EXIT = { allPoints: 0, pointsMissing: 1, usage: 2, trouble: 3 } as const;

/** The machine or the grader itself cannot do its work. */
export class TroubleError extends UsageError {
  override readonly name = 'TroubleError';
}
