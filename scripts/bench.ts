// Prints what grading costs beside what it cannot do without, side by side in one run.
import { fileURLToPath } from 'node:url';
import { complaint, languageOf, UsageError } from '@proclab/core';
import { asJson } from './bench/json.ts';
import { machineNow } from './bench/machine.ts';
import { HELP, readOptions, type BenchOptions } from './bench/options.ts';
import { summarize, type Result } from './bench/section.ts';
import { SECTIONS } from './bench/sections/index.ts';
import { heading, table } from './bench/table.ts';
import { CommandError } from './bench/timed.ts';

/**
 * Measures everything and prints it; gives the exit status. 0: measured, whether the aims are met or not;
 * 2: wrong usage; 3: a command that is measured does not work; 130: interrupted.
 */
export async function bench(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const language = languageOf(env);
  // What runs at that moment is ended and its files are removed before the bench itself ends.
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => interruption.abort());
  }
  // So it is when nobody reads any more, as behind `| head`: EPIPE, write(2).
  process.stdout.on('error', () => interruption.abort());
  try {
    const options = readOptions(args, env);
    if (options.help) process.stdout.write(HELP[language]);
    else await measure(options, env, interruption.signal);
    return 0;
  } catch (error) {
    if (interruption.signal.aborted) return 130;
    if (error instanceof UsageError) process.stderr.write(complaint(error, language));
    else if (error instanceof CommandError) process.stderr.write(`${error.what[language]}\n`);
    else throw error;
    return error instanceof UsageError ? 2 : 3;
  }
}

async function measure(options: BenchOptions, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const language = languageOf(env);
  const machine = machineNow();
  if (!options.json) process.stdout.write(heading(machine, language));
  const results: Result[] = [];
  for (const section of SECTIONS.filter(({ slow }) => options.full || !slow)) {
    const rounds = Math.min(options.runs, section.mostRounds ?? Infinity);
    // Some sections take half a minute: on a terminal, the title stands meanwhile where the table will.
    if (process.stdout.isTTY && !options.json) process.stdout.write(`\n${section.title[language]} …\x1b[A\r`);
    const result = summarize(section, await section.takeRounds(rounds, signal));
    results.push(result);
    if (!options.json) process.stdout.write(`\n${table(result, language)}`);
  }
  if (options.json) process.stdout.write(asJson(machine, results));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await bench(process.argv.slice(2), process.env);
}
