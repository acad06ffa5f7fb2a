/** A piece of text to be put in, at an offset or in place of what stands up to another. */
export interface Splice {
  readonly from: number;
  /** `from`, unless something is replaced. */
  readonly to?: number;
  readonly text: string;
}

/** A text with pieces put in. What no splice names stays as it is, to the byte. */
export function spliced(text: string, splices: readonly Splice[]): string {
  return splices
    .toSorted((one, other) => other.from - one.from)
    .reduce((all, { from, to = from, text: piece }) => all.slice(0, from) + piece + all.slice(to), text);
}
