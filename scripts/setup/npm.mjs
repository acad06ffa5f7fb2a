import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { NODE, ROOT, SetupError, lastLines, quickEnvironment, run } from './run.mjs';
import { words } from './words.mjs';

/** `npm run` tells where npm itself is; started by hand, the one on the PATH serves. */
function npm(args) {
  const path = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(path) ? run(NODE, [path, ...args]) : run('npm', args);
}

export function npmVersion() {
  const told = /\bnpm\/(\d\S*)/.exec(process.env.npm_config_user_agent ?? '')?.[1];
  if (told !== undefined) return told;
  const { status, output } = npm(['--version']);
  if (status !== 0) throw new SetupError(words.noNpm, lastLines(output));
  return output.split('\n').at(-1);
}

/**
 * Is exactly what package-lock.json names installed? npm keeps a copy of the entries it installed in
 * node_modules; what is absent from it may only be optional, made for other systems.
 */
export function modulesMatch() {
  const installed = readPackages('node_modules/.package-lock.json');
  if (installed === null) return false;
  const { '': _, ...wanted } = readPackages('package-lock.json') ?? {};
  return (
    Object.entries(wanted).every(([path, entry]) =>
      path in installed ? isDeepStrictEqual(installed[path], entry) : entry.optional === true,
    ) && Object.keys(installed).every((path) => path in wanted && existsSync(new URL(path, ROOT)))
  );
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(new URL(path, ROOT), 'utf8')).packages;
  } catch {
    return null;
  }
}

/** Throws a SetupError with the end of npm's output when it fails. */
export function installModules() {
  checkWritable();
  const { status, output } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) throw new SetupError(words.npmFailed, reason(output));
}

/** npm says what is wrong first; its own stack and the path of its log help nobody. */
function reason(output) {
  return output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, ''))
    .filter(
      (line) => line !== '' && !/^\s+(at |\w+: )|^}$|^(stack|errno|A complete log|Log files)/.test(line),
    )
    .slice(0, 10)
    .join('\n');
}

/** Throws a SetupError with the end of the output when something does not build. */
export function buildAll() {
  checkWritable();
  const turbo = fileURLToPath(new URL('node_modules/.bin/turbo', ROOT));
  const { status, output } = run(turbo, ['run', 'build', '--output-logs=errors-only', '--no-color'], {
    env: { ...quickEnvironment(), TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
  });
  if (status !== 0) throw new SetupError(words.buildFailed, lastLines(output, 40));
}

function checkWritable() {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch (error) {
    throw new SetupError(words.notWritable(fileURLToPath(ROOT), error.code));
  }
}
