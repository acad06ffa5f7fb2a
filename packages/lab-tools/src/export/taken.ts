/**
 * What a class gets, by its path. Whatever is not named here stays: solutions, the tests (they know right programs and wrong
 * ones), the pages for instructors, the tools for labs.
 */
const TAKEN: readonly RegExp[] = [
  /^(\.gitignore|\.npmrc|LICENSE|grade|package(-lock)?\.json|vitest\.config\.ts)$/,
  /^docs\/(ci|handbook|labs|sandbox)(\.zh-CN)?\.md$/,
  /^docs\/(ci|schema)\//,
  /^labs\//,
  /^(grader|packages\/(core|lab-kit|lab-tools|reporters|sandbox))\/package\.json$/,
  /^grader\/((bin|src)\/|build(-lab)?\.mjs$)/,
  /^packages\/(core|lab-kit|reporters|sandbox)\/src\//,
  /^packages\/sandbox\/native\//,
  // The grader reads mutants by these, and finds none.
  /^packages\/lab-tools\/src\/(index|mutant|racy|starter)\.ts$/,
  /^scripts\/setup(\.mjs$|\/)/,
  // By which pull requests are graded.
  /^\.github\/workflows\/grade\.yml$/,
  /^scripts\/(grade-pr(\.ts$|\/)|(command-line|quick-environment)\.ts$|package\.json$)/,
];

/** Does a class get this file of the project? */
export function isTaken(path: string): boolean {
  return TAKEN.some((pattern) => pattern.test(path));
}
