/** The times of one round by row, ms. */
export type Round = Readonly<Record<string, number>>;

/** How a row compares with the one that it is measured beside. */
export interface Comparison {
  /** ms */
  readonly median: number;
  /** How many times the other. */
  readonly times: number;
  /** The middle half of the rounds lies between these, in times the other. */
  readonly middleHalf: readonly [from: number, to: number];
  /** How much more than the other, ms; below 0 when it takes less. */
  readonly more: number;
}

/**
 * Compares two rows round by round, then takes the median of what the rounds say. What a crowded machine
 * adds to both of a round's neighbours cancels there; in the ratio of two medians it would not.
 */
export function compare(rounds: readonly Round[], row: string, base: string): Comparison {
  const times = rounds.map((round) => timeOf(round, row) / timeOf(round, base));
  return {
    median: median(rounds.map((round) => timeOf(round, row))),
    times: median(times),
    middleHalf: [quantile(times, 0.25), quantile(times, 0.75)],
    more: median(rounds.map((round) => timeOf(round, row) - timeOf(round, base))),
  };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the given part (0 to 1) of all values lies, between two of them if need be. Throws a RangeError when there is none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = part * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('a quantile of no values');
  return below + (above - below) * (place - Math.floor(place));
}

function timeOf(round: Round, row: string): number {
  const time = round[row];
  if (time === undefined) throw new RangeError(`a round without ${row}`);
  return time;
}
