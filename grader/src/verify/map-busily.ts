/** Waiting costs next to nothing, but not nothing: so many times `busy` may be under way in all. */
const MOST = 3;

/**
 * Does the work for all items and gives the results in their order. `busy` of them are at work at a time; one that
 * calls `onIdle`, since it has nothing to do but wait, no longer counts.
 */
export async function mapBusily<T, R>(
  items: readonly T[],
  busy: number,
  work: (item: T, onIdle: () => void) => Promise<R>,
): Promise<R[]> {
  let atWork = 0;
  let underWay = 0;
  let wake = () => {};
  const results: Promise<R>[] = [];
  const isFull = () => atWork >= busy || underWay >= busy * MOST;
  for (const item of items) {
    while (isFull()) await new Promise<void>((resolve) => (wake = resolve));
    atWork++;
    underWay++;
    let counts = true;
    const rest = () => {
      if (counts) atWork--;
      counts = false;
      wake();
    };
    const result = work(item, rest).finally(() => {
      underWay--;
      rest();
    });
    // Heard of below; until then it is not unhandled.
    result.catch(() => {});
    results.push(result);
  }
  return Promise.all(results);
}
