/** What strace writes behind a call that it has delayed. */
const MARK = '(DELAYED)';
const LINE = /^\d+ +(\d+\.\d+) (<\.\.\. )?/;

/**
 * How long a schedule has held at least one process of a program back, read from strace's log (`-f -ttt`) while it
 * grows. Children that are slowed all at once cost their delay once; those made one after the other, once each.
 */
export class Imposed {
  readonly #delay: number;
  #until = -Infinity;
  #total = 0;
  #lineEnd = '';

  /** @param delay what each slowed call waits, ms */
  constructor(delay: number) {
    this.#delay = delay;
  }

  /** ms */
  get total(): number {
    return this.#total;
  }

  /** Takes the next piece of the log. Calls that failed do not count: a program could make any number of them. */
  add(text: string): void {
    const lines = (this.#lineEnd + text).split('\n');
    // A line may be split between two pieces of output.
    this.#lineEnd = lines.pop() ?? '';
    for (const line of lines) {
      const [, time, resumed] = (line.includes(MARK) && LINE.exec(line)) || [];
      if (time === undefined || line.includes(' = -1 ')) continue;
      const end = Number(time) * 1000 + (resumed === undefined ? this.#delay : 0);
      this.#total += Math.max(0, Math.min(this.#delay, end - this.#until));
      this.#until = Math.max(this.#until, end);
    }
  }
}
