// Grades the labs that a pull request touches, with the grader and the labs of this checkout.
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { complaint, languageOf, UsageError, visible, type Language } from '@proclab/core';
import { FORMATS } from '@proclab/reporters/formats';
import { TroubleError } from '@proclab/grader/src/cli/grader-error.ts';
import { writeReport } from '@proclab/grader/src/save-result.ts';
import { gradePullRequest } from './grade-pr/grade-pull-request.ts';
import { HELP, readOptions } from './grade-pr/options.ts';
import { commands, statusOf, summary, textReport, verdictsOf } from './grade-pr/report.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Grades a pull request and tells of it; gives the exit status. */
export async function gradePr(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  repository: string = ROOT,
): Promise<number> {
  try {
    const { help, base, head, out, summary: file, files, language } = readOptions(args, env);
    if (help) {
      process.stdout.write(HELP[language]);
      return 0;
    }
    const graded = await gradePullRequest({ root: ROOT, repository, base, head, out, language });
    process.stdout.write(
      env['GITHUB_ACTIONS'] === 'true'
        ? uncommanded(textReport(graded, language)) + commands(graded, language)
        : textReport(graded, language),
    );
    if (file !== null) appendFileSync(file, summary(graded, language));
    for (const each of files) writeReport(each.file, FORMATS[each.format](verdictsOf(graded), language));
    return statusOf(graded);
  } catch (error) {
    process.stderr.write(told(error, languageOf(env)));
    return error instanceof UsageError && !(error instanceof TroubleError) ? 2 : 3;
  }
}

function told(error: unknown, language: Language): string {
  if (error instanceof UsageError) return complaint(error, language);
  const lines = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
  return `GRADER_FAULT:\n${lines.map((line) => `| ${visible(line)}\n`).join('')}`;
}

/**
 * Text in which GitHub's runner sees no commands, whatever a submission has printed: until a word that nobody can
 * guess; docs.github.com, "Workflow commands", stopping and starting.
 */
function uncommanded(text: string): string {
  const word = randomUUID();
  return `::stop-commands::${word}\n${text}\n::${word}::\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await gradePr(process.argv.slice(2), process.env);
}
