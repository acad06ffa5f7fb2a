import type { Moment } from '@proclab/core';

/** How long a moment that was not reached was waited for, in seconds, as one says it; 0 for none. */
export function secondsWaited(moment: Pick<Moment, 'within' | 'stuckAfter'> | null | undefined): number {
  if (moment == null) return 0;
  return moment.stuckAfter === null ? moment.within / 1000 : Math.ceil(moment.stuckAfter / 100) / 10;
}
