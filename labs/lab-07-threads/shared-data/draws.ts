import { numbersIn, type Run, type Threads } from '@proclab/lab-kit';

/** What a run of `./shared-data THREADS ROUNDS` was to do. */
export interface Order {
  readonly threads: number;
  readonly rounds: number;
  readonly total: number;
}

export function orderOf(run: Run): Order {
  const [threads = 0, rounds = 0] = (run.programs[0]?.argv ?? []).slice(1).map(Number);
  return { threads, rounds, total: threads * rounds };
}

/** A line that a thread printed itself: who it says it is, and the ticket it drew. */
export interface Draw {
  readonly tid: number;
  readonly number: number;
  readonly ticket: number;
  /** When it was printed, ms. */
  readonly at: number;
}

/** All lines of the threads beside main that have two numbers, in the order in which they were printed. */
export function drawsOf({ others }: Threads): readonly Draw[] {
  return others
    .flatMap(({ tid, lines }) =>
      lines.flatMap(({ text, at }) => {
        const [number, ticket] = numbersIn(text);
        return number === undefined || ticket === undefined ? [] : [{ tid, number, ticket, at }];
      }),
    )
    .toSorted((one, other) => one.at - other.at);
}

/** The draws of each thread, by its birth; of those that drew. */
export function byThread(draws: readonly Draw[]): ReadonlyMap<number, readonly Draw[]> {
  const found = new Map<number, Draw[]>();
  for (const draw of draws) found.set(draw.tid, [...(found.get(draw.tid) ?? []), draw]);
  return found;
}

/**
 * The first ticket that came too early to be the next of a counter which all draw from: when k lines have been begun,
 * no more than k + THREADS - 1 tickets can be out, since whoever has drawn one prints it before it draws again.
 * Null where all came in their turn.
 */
export function outOfTurn(draws: readonly Draw[], threads: number): Draw | null {
  return draws.find(({ ticket }, index) => ticket > index + threads) ?? null;
}

/** A ticket that was drawn twice, with those who did; null if there is none. */
export function drawnTwice(draws: readonly Draw[]): readonly [Draw, Draw] | null {
  const first = new Map<number, Draw>();
  for (const draw of draws) {
    const other = first.get(draw.ticket);
    if (other !== undefined) return [other, draw];
    first.set(draw.ticket, draw);
  }
  return null;
}
