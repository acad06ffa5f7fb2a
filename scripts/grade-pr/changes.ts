/** What a pull request changes, sorted by what is done about it. */
export interface Changes {
  /** Labs of the base whose submission it touches: `lab-01-fork-loops`, in their order. */
  readonly labs: readonly string[];
  /** Labs that only the pull request knows. */
  readonly unknown: readonly string[];
  /** All other paths. */
  readonly others: readonly string[];
}

/** What is in such a folder is the student's; it may be a folder no more, but a link or a file. */
const SUBMISSION = /^labs\/([^/]*)\/submission(\/|$)/;

/** Sorts the paths that a pull request changes, given the labs that the base has. */
export function sortChanges(paths: readonly string[], known: readonly string[]): Changes {
  const touched = new Set(paths.flatMap((path) => labOf(path) ?? []));
  return {
    labs: known.filter((lab) => touched.has(lab)),
    unknown: [...touched].filter((lab) => !known.includes(lab)),
    others: paths.filter((path) => labOf(path) === null),
  };
}

function labOf(path: string): string | null {
  return SUBMISSION.exec(path)?.[1] ?? null;
}
