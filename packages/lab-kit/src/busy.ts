import type { Call } from '@proclab/core';

const READS: ReadonlySet<string> = new Set(['read', 'readv']);
const OPENS: ReadonlySet<string> = new Set(['open', 'openat', 'openat2']);
/** Calls that are there to give the CPU away. */
const NAPS: ReadonlySet<string> = new Set(
  'nanosleep clock_nanosleep pause rt_sigsuspend rt_sigtimedwait'.split(' '),
);
/** Those give it away when they come back for want of anything else: 0 is their time-out. */
const WAITS: ReadonlySet<string> = new Set(
  'poll ppoll select pselect6 epoll_wait epoll_pwait epoll_pwait2'.split(' '),
);

/** The same vain call again and again. */
export interface VainRow {
  readonly times: number;
  /** The first of them and the last. */
  readonly ends: readonly [Call, Call];
}

/**
 * The longest row of one and the same vain call of a process, as a busy loop makes it: a read that got nothing (end of
 * file, EAGAIN), an open that found nothing or nobody (ENOENT, ENXIO). A nap ends a row, and so does a read that
 * got something. Null where no call was vain.
 *
 * @param calls those of one process, by their entry
 */
export function longestVainRow(calls: readonly Call[]): VainRow | null {
  const rows = new Map<string, VainRow>();
  let longest: VainRow | null = null;
  for (const call of calls) {
    if (endsRow(call)) rows.clear();
    if (!isVain(call)) continue;
    const key = `${call.name}(${call.args})`;
    const row = rows.get(key);
    const grown: VainRow = { times: (row?.times ?? 0) + 1, ends: [row?.ends[0] ?? call, call] };
    rows.set(key, grown);
    if (longest === null || grown.times > longest.times) longest = grown;
  }
  return longest;
}

function endsRow({ name, result }: Call): boolean {
  return NAPS.has(name) || (WAITS.has(name) && result === 0) || (READS.has(name) && (result ?? 0) > 0);
}

function isVain({ name, result, error }: Call): boolean {
  if (READS.has(name)) return result === 0 || error === 'EAGAIN';
  return OPENS.has(name) && (error === 'ENOENT' || error === 'ENXIO');
}
