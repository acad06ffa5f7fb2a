import type { Language } from '@proclab/core';
import { EXIT, TroubleError, UsageError } from './cli/grader-error.ts';
import { help } from './cli/help.ts';
import { chooseLanguage, readOptions, type Options } from './cli/options.ts';

/** Everything a command gets to know of its caller. */
export interface Call {
  readonly options: Options;
  readonly language: Language;
}

/** A command: does its work and gives the exit status. */
export type Command = (call: Call) => Promise<number>;

/** Makes a program of a command: given its arguments, it runs to its end and leaves with the exit status. */
export function program(command: Command): (args: readonly string[]) => void {
  return (args) => {
    process.on('uncaughtException', leave);
    runCommand(command, args, process.env).then((status) => {
      process.exitCode = status;
    }, leave);
  };
}

async function runCommand(
  command: Command,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  let language = chooseLanguage(undefined, env);
  try {
    const options = readOptions(args, env);
    language = chooseLanguage(options.lang, env);
    if (!options.help) return await command({ options, language });
    process.stdout.write(help(language));
    return EXIT.allPoints;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.code}: ${error.what[language]}\n${error.next[language]}\n`);
    return error instanceof TroubleError ? EXIT.trouble : EXIT.usage;
  }
}

/** A fault of the grader's own: told with what is needed to find it, and never as the student's. */
function leave(error: unknown): never {
  const trace = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`GRADER_FAULT: ${FAULT.zh}\n${FAULT.en}\n\n${trace}\n`);
  // Whatever still runs ends with this process.
  process.exit(EXIT.trouble);
}

const FAULT = {
  zh: '评分程序自己出了错，与提交的程序无关。请把下面的内容报告给维护者。',
  en: 'The grader itself went wrong; the submission is not to blame. Please report what follows.',
};
