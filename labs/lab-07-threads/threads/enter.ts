import { type Call, type Run, terminalsOf } from '@proclab/lab-kit';

/** Who gets something from one of these knows what was typed, or that something was: read(2), select(2), poll(2), epoll(7). */
const TELLING = /^(readv?|p?poll|select|pselect6|epoll_p?wait)$/;
/** What an epoll watches is not traced: it is taken to be the terminal. */
const EPOLL = /^epoll/;

/** The first call of a traced run that told somebody of Enter, which is all that is typed; none if nobody was told. */
export function enterRead(run: Run): readonly Call[] {
  const terminals = terminalsOf(run);
  return (run.trace?.calls ?? [])
    .filter(({ name, result }) => TELLING.test(name) && (result ?? 0) > 0)
    .filter(({ name, args }) => EPOLL.test(name) || terminals.some((path) => args.includes(`<${path}>`)))
    .toSorted((one, other) => toldAt(one) - toldAt(other))
    .slice(0, 1);
}

/** Was this, in a traced run, before anybody could know of Enter? */
export function isBeforeEnter(run: Run, ms: number): boolean {
  return ms < Math.min(...enterRead(run).map(toldAt), Infinity);
}

function toldAt({ at, returnedAt }: Call): number {
  return returnedAt ?? at;
}
