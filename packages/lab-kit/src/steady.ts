import type { Now } from './stage.ts';

/**
 * A condition: what is picked from what can be seen is there, and is the same, at so many looks in a row. What
 * passes by, such as the instant in which a new child has not gone to sleep yet, makes it begin again.
 */
export function steady(pick: (now: Now) => string | null, looks: number): (now: Now) => boolean {
  let last: string | null = null;
  let times = 0;
  return (now) => {
    const current = pick(now);
    times = current !== null && current === last ? times + 1 : 1;
    last = current;
    return current !== null && times >= looks;
  };
}
