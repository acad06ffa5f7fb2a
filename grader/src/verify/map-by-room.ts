import { cpus } from 'node:os';
import { watchForRoom } from './cpu-room.ts';

/** How many pieces of work may be under way. */
export interface Crowd {
  /** Always so many. */
  readonly least: number;
  /** Never more. */
  readonly most: number;
  /** Asked before each further one. */
  readonly hasRoom: () => boolean;
}

/** Each grade has several sandboxes; of more of them the grader itself could not keep track. */
const MOST_GRADES = 16;

/** Between two questions whether there is room, ms. */
const ASK_EVERY = 100;

/** As many grades as there are CPUs, and more while these mostly wait. */
function grades(): Crowd {
  return { least: cpus().length, most: MOST_GRADES, hasRoom: watchForRoom() };
}

/** So many, whatever else the machine has to do. */
export function always(count: number): Crowd {
  return { least: Math.max(count, 1), most: count, hasRoom: () => false };
}

/** Does the work for all items and gives the results in their order. */
export async function mapByRoom<T, R>(
  items: Iterable<T>,
  work: (item: T) => Promise<R>,
  { least, most, hasRoom }: Crowd = grades(),
): Promise<R[]> {
  const underWay = new Set<Promise<unknown>>();
  const results: Promise<R>[] = [];
  const mayStart = () => underWay.size < least || (underWay.size < most && hasRoom());
  for (const item of items) {
    while (!mayStart()) await Promise.race([...underWay, aMoment()]);
    const result = work(item);
    // Whether it failed is heard of below.
    const over: Promise<boolean> = result.then(
      () => underWay.delete(over),
      () => underWay.delete(over),
    );
    underWay.add(over);
    results.push(result);
  }
  return Promise.all(results);
}

function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ASK_EVERY));
}
