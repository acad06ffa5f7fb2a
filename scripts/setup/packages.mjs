import { SetupError, hasCommand, lastLines, run } from './run.mjs';
import { words } from './words.mjs';

/**
 * The words that, put before a command, run it as root: none for root, `sudo -n` where that asks for
 * no password; null when neither works, or this is no Debian.
 */
export function administrator() {
  if (!hasCommand('apt-get')) return null;
  if (process.getuid() === 0) return [];
  return run('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null;
}

/** What an administrator has to type. */
export function installCommand(packages) {
  return `sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`;
}

/** Throws a SetupError with the end of apt's output when it fails. */
export function installPackages(admin, packages) {
  apt(admin, ['update']);
  apt(admin, ['install', '-y', '--no-install-recommends', ...packages]);
}

function apt(admin, args) {
  asRoot(admin, ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args]);
}

/** Runs a command as root. Throws a SetupError with the end of its output when it fails. */
export function asRoot(admin, line) {
  const [command, ...args] = [...admin, ...line];
  const { status, output } = run(command, args);
  if (status !== 0) throw new SetupError(words.failed([...admin, ...line].join(' ')), lastLines(output));
}
