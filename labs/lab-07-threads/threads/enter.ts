import { type Call, heardTyping, type Run } from '@proclab/lab-kit';

/** The first call of a traced run that told somebody of Enter, which is all that is typed; none if nobody was told. */
export function enterRead(run: Run): readonly Call[] {
  return heardTyping(run).slice(0, 1);
}

/** Was this, in a traced run, before anybody could know of Enter? */
export function isBeforeEnter(run: Run, ms: number): boolean {
  return ms < Math.min(...enterRead(run).map(({ at, returnedAt }) => returnedAt ?? at), Infinity);
}
