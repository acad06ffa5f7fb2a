/** Where the pids of a sandbox begin: four digits, so that ps tables line up, and never what a program could have known. */
export function arbitraryPid(): number {
  return 1000 + Math.floor(Math.random() * 8000);
}

/** The same for a second boot: three digits, so that no pid of the first one comes again. */
export function arbitraryPidAfterBoot(): number {
  return 300 + Math.floor(Math.random() * 500);
}
