import { execFile, spawn } from 'node:child_process';
import type { ChildProcess, ExecFileException, StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The user that everything is run as when root started us; null: we are an ordinary user already. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Something that was tried did not work; the message is what the tool printed. */
export class Trouble extends Error {}

export interface Ran {
  /** Exit code; null when it was killed or never started. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly account?: Account | null;
  readonly input?: string;
}

/** Milliseconds after which a command counts as hung. */
const PATIENCE = 5_000;

/** Runs a command to its end. Never rejects: what kept it from starting is told on stderr, as a shell would. */
export async function attempt(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  try {
    const running = execute(command, args, spawnOptions(options.account));
    // A program that ends without reading its input is no trouble of ours.
    running.child.stdin?.on('error', () => {}).end(options.input ?? '');
    return { code: 0, ...(await running) };
  } catch (error) {
    const failure = error as ExecFileException;
    const { stdout = '', stderr = '' } = failure;
    if (typeof failure.code === 'number') return { code: failure.code, stdout, stderr };
    return { code: null, stdout, stderr: `${stderr}${whyNotRun(command, failure, options.account)}\n` };
  }
}

/** Runs a command that has to succeed; returns its stdout. Rejects with {@link Trouble}. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const ran = await attempt(command, args, options);
  return outputOf(command, ran);
}

/** What it printed if it succeeded, else throws {@link Trouble}. */
export function outputOf(command: string, ran: Ran): string {
  if (ran.code !== 0) throw new Trouble(ran.stderr.trim() || `${command}: exit status ${ran.code}`);
  return ran.stdout;
}

/** Starts a command that we talk to. `closed` rejects with {@link Trouble} when it never ran, or hung. */
export function start(
  command: string,
  args: readonly string[],
  account: Account | null,
  stdio: StdioOptions,
): { readonly child: ChildProcess; readonly closed: Promise<unknown> } {
  const trouble = (error: unknown) =>
    new Trouble(whyNotRun(command, error as NodeJS.ErrnoException, account));
  try {
    const child = spawn(command, args, { ...spawnOptions(account), stdio });
    return { child, closed: once(child, 'close').catch((error: unknown) => Promise.reject(trouble(error))) };
  } catch (error) {
    throw trouble(error);
  }
}

/**
 * How everything here is spawned: with messages in English, so that they can be matched, in a folder that
 * every user may enter, and not for ever.
 */
function spawnOptions(account: Account | null = null) {
  return {
    ...account,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    signal: AbortSignal.timeout(PATIENCE),
    killSignal: 'SIGKILL' as const,
  };
}

/** The shell's words for a failed start; execFile knows only the errno. */
function whyNotRun(
  command: string,
  error: ExecFileException | NodeJS.ErrnoException,
  account: Account | null = null,
): string {
  if (error.code === 'ABORT_ERR') return `${command}: no answer within ${PATIENCE} ms`;
  // Where a folder of PATH may not be searched, it is not ENOENT that tells of a command that is nowhere, execvp(3).
  const isNowhere = error.code === 'ENOENT' || (error.code === 'EACCES' && !command.includes('/'));
  if (isNowhere) return `${command}: command not found`;
  if (account && (error.code === 'EPERM' || error.code === 'EINVAL'))
    return `setuid ${account.uid}: ${error.code}`;
  return `${command}: ${error.code ?? error.message}`;
}
