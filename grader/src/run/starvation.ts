/** How long others kept a program from running, as far as regular looks can tell; times in ms. */
export class Starvation {
  #last: { readonly at: number; readonly waits: ReadonlyMap<string, number> } | null = null;
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /**
   * Takes down how long each process has waited for a processor since it began. Between two looks it is the one that waited
   * longest that kept the program waiting; never for longer than there was between the looks. A look that comes late shows as
   * little of a program as if it had not run.
   *
   * @param waits by what names a process for good
   * @param late how much later than it was due the look came
   */
  sample(at: number, waits: ReadonlyMap<string, number>, late: number): void {
    const last = this.#last;
    this.#last = { at, waits };
    if (last === null) return;
    // Who was not there at the last look has begun since.
    const added = [...waits].map(([process, waited]) => waited - (last.waits.get(process) ?? 0));
    this.#total += Math.min(Math.max(late, ...added), at - last.at);
  }
}
