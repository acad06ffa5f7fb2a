import { type Check, fail, livesExhibit, ofFamily, pass } from '@proclab/lab-kit';

/** A judge of traced runs: the program made so many children, and these made none. */
export function exactlyChildren(count: number): Check['judge'] {
  return ofFamily(({ program, children, made }) => {
    const sight = { ms: made.at(-1)?.bornAt, exhibits: [livesExhibit([program, ...made], 'PPID')] };
    const seen = {
      zh: `程序创建了 ${children.length} 个子进程，连同后代共 ${made.length} 个进程`,
      en: `children of the program: ${children.length}; processes made in all: ${made.length}`,
    };
    return children.length === count && made.length === count ? pass(seen, sight) : fail(seen, sight);
  });
}
