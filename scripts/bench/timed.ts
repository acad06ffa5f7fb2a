import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Text } from '@proclab/core';
import { quickEnvironment } from '../quick-environment.ts';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A command that is measured does not do its work, so that its time would say nothing. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly what: Text;

  constructor(command: string, how: string) {
    const what = {
      zh: `这条命令没有成功（${how}），它的用时没有意义：${command}\n请单独执行它，看看原因。`,
      en: `This command failed (${how}), so its time means nothing: ${command}\nRun it alone to see why.`,
    };
    super(what.en);
    this.what = what;
  }
}

export interface TimedOptions {
  readonly signal: AbortSignal;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Runs a program to its end and gives how long that took as a whole process, seen from outside, ms. Started as
 * directly as can be: a shell in between, as zx has one, takes as long as a small program does. Throws a
 * CommandError unless the exit status is 0.
 */
export async function timed(argv: readonly [string, ...string[]], options: TimedOptions): Promise<number> {
  const [program, ...args] = argv;
  const began = performance.now();
  const how = await new Promise<string | number | null>((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, env: quickEnvironment(), stdio: 'ignore', ...options });
    child.once('error', (error: NodeJS.ErrnoException) => {
      // A program that was interrupted is over when it is over, not when it has been told.
      if (child.pid === undefined) resolve(error.code ?? error.message);
    });
    child.once('exit', (status, ended) => {
      if (options.signal.aborted) reject(options.signal.reason as Error);
      else resolve(status ?? ended);
    });
  });
  const took = performance.now() - began;
  if (how === 0) return took;
  throw new CommandError(argv.join(' '), String(how));
}

/** The time that something takes, ms. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
