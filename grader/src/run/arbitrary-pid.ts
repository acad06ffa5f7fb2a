/** Powers of two: what programs print as the size of something, a pipe or a page, must not be the pid of one of them by chance. */
const SIZES = [512, 1024, 2048, 4096, 8192];
/** So many pids from the first one on belong to the programs of an exercise, unless they make a great many processes. */
const USED = 200;

/** Where the pids of a sandbox begin: four digits, so that ps tables line up, and never what a program could have known. */
export function arbitraryPid(random = Math.random): number {
  return clearOfSizes(() => 1000 + Math.floor(random() * 8000));
}

/** The same for a second boot: three digits, so that no pid of the first one comes again. */
export function arbitraryPidAfterBoot(random = Math.random): number {
  return clearOfSizes(() => 300 + Math.floor(random() * 500));
}

function clearOfSizes(draw: () => number): number {
  for (;;) {
    const first = draw();
    if (!SIZES.some((size) => first <= size && size < first + USED)) return first;
  }
}
