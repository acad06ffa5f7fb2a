import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the project, as a URL that ends with a slash. */
export const ROOT = new URL('../../', import.meta.url);

export const NODE = process.execPath;

/** Something that has to be told to whoever runs the set-up, with what the tool printed about it. */
export class SetupError extends Error {
  constructor(message, details = '') {
    super(message);
    this.details = details;
  }
}

/**
 * Runs a command quietly. `status` is null when it could not be started; `output` is all it printed.
 */
export function run(command, args, { input = '', env = process.env } = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: fileURLToPath(ROOT),
    encoding: 'utf8',
    env,
    input,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, output: `${stdout ?? ''}${stderr ?? ''}`.trim() };
}

/** Runs a command that speaks for itself; returns its exit status. */
export function follow(command, args) {
  return spawnSync(command, args, { cwd: fileURLToPath(ROOT), env: quickEnvironment(), stdio: 'inherit' })
    .status;
}

/**
 * For programs of ours that need no network: Node 20 reads NODE_EXTRA_CA_CERTS at every start,
 * which doubles the time that takes. npm keeps it, since its registry may be signed by such a certificate.
 */
export function quickEnvironment() {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  return env;
}

/** Is there such a command on the PATH? */
export function hasCommand(name) {
  return run('sh', ['-c', 'command -v "$1"', 'sh', name]).status === 0;
}

/** The end of a long output, where tools say what went wrong. */
export function lastLines(output, count = 15) {
  return output.split('\n').slice(-count).join('\n');
}
