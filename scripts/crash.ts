// Ends graders at random moments, and looks at what is left of them and at the grade after.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { complaint, languageOf, UsageError } from '@proclab/core';
import { attempt, livesIn, type Outcome } from './crash/attempt.ts';
import { HELP, readOptions, type CrashOptions } from './crash/options.ts';
import { Place } from './crash/place.ts';
import { summary } from './crash/summary.ts';
import { nameOf, trialsOf, type Trial } from './crash/trials.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Gives the exit status. 0: nothing survives, everything is whole; 1: not so; 2: wrong usage; 130: interrupted. */
async function crash(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const language = languageOf(env);
  try {
    const options = readOptions(args, env);
    if (options.help) {
      process.stdout.write(HELP[language]);
      return 0;
    }
    const outcomes = await tryAll(options);
    process.stdout.write(`\n${summary(outcomes, language)}`);
    if (interrupted) return 130;
    return outcomes.every(({ outcome }) => outcome.complaints.length === 0) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(complaint(error, language));
    return 2;
  }
}

let interrupted = false;

async function tryAll({ runs, seed, only }: CrashOptions): Promise<{ trial: Trial; outcome: Outcome }[]> {
  process.once('SIGINT', () => (interrupted = true));
  const folder = mkdtempSync(join(tmpdir(), 'proclab-crash-'));
  try {
    process.stdout.write(`--runs ${runs} --seed ${seed}\n`);
    const place = new Place(ROOT, folder);
    const lives = await livesIn(place);
    const outcomes = [];
    for (const trial of trialsOf(runs, seed)) {
      if (interrupted || (only !== undefined && trial.number !== only)) continue;
      const outcome = await attempt(place, trial, lives);
      outcomes.push({ trial, outcome });
      process.stdout.write(`${line(trial, outcome)}\n`);
    }
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function line(trial: Trial, { phase, hit, complaints }: Outcome): string {
  const told = `${nameOf(trial)} (${phase}${hit === trial.target ? '' : `, ${hit} was hit`})`;
  return [`${complaints.length === 0 ? '✔' : '✘'} ${told}`, ...complaints.map((each) => `    ${each}`)].join(
    '\n',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await crash(process.argv.slice(2), process.env);
}
