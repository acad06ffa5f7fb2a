import { fileURLToPath } from 'node:url';
import { complaint, type Language, languageOf, UsageError } from '@proclab/core';
import { StarterError } from '../starter.ts';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** Exit status for something that was asked for and cannot be done, as the grader has it. */
const USAGE = 2;

/** Runs a command in the language of its environment; what a person can mend is told without a stack. */
export async function runCommand(command: (language: Language) => Promise<number>): Promise<void> {
  const language = languageOf(process.env);
  try {
    process.exitCode = await command(language);
  } catch (error) {
    if (error instanceof UsageError) process.stderr.write(complaint(error, language));
    else if (error instanceof StarterError)
      console.error(`${error.file}:${error.line}: ${error.what[language]}`);
    else throw error;
    process.exitCode = USAGE;
  }
}
