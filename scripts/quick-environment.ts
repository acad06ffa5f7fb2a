/**
 * The environment for a grader that is started here: Node 20 reads NODE_EXTRA_CA_CERTS at every start, which takes
 * time, and `npm run bench --json` leaves variables that `grade` would take for its own options.
 */
export function quickEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== 'NODE_EXTRA_CA_CERTS' && !/^npm_/i.test(name)),
  );
}
