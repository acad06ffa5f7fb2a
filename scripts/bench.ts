// Prints what grading costs beside what it cannot do without, as ratios that were taken side by side in one run.
import { fileURLToPath } from 'node:url';
import { benchJson } from './bench/json.ts';
import { HELP, UsageError, readOptions, type BenchOptions } from './bench/options.ts';
import { languageOf, machineNow } from './bench/machine.ts';
import { SECTIONS } from './bench/sections/index.ts';
import type { Result } from './bench/section.ts';
import { heading, table } from './bench/table.ts';
import { CommandError } from './bench/timed.ts';

/** Measures everything and prints it; gives the exit status: 0 measured (aims met or not), 2 usage, 3 could not. */
export async function bench(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const language = languageOf(env);
  try {
    const options = readOptions(args, env);
    if (options.help) process.stdout.write(HELP[language]);
    else await measure(options, env);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.what[language]}\n\n${HELP[language]}`);
      return 2;
    }
    if (!(error instanceof CommandError)) throw error;
    process.stderr.write(`${error.what[language]}\n${error.output.replace(/^/gm, '    ')}\n`);
    return 3;
  }
}

async function measure(options: BenchOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const language = languageOf(env);
  const machine = machineNow();
  if (!options.json) process.stdout.write(heading(machine, language));
  const results: Result[] = [];
  for (const section of SECTIONS) {
    if (section.slow && !options.full) continue;
    const rounds = Math.min(options.runs, section.mostRounds ?? Infinity);
    // A section may take half a minute: on a terminal it is said which one that is, until its table takes the place.
    const status = process.stderr.isTTY ? `${section.title[language]} …` : '';
    process.stderr.write(status);
    const result = await section.measure(rounds);
    if (status) process.stderr.write('\r\x1b[K');
    results.push(result);
    if (!options.json) process.stdout.write(`\n${table(section, result, language)}`);
  }
  if (options.json) process.stdout.write(benchJson(machine, results));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await bench(process.argv.slice(2), process.env);
}
