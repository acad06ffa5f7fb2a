import type { Language } from '@proclab/core';
import { EXIT, UsageError } from './cli/grader-error.ts';
import { help } from './cli/help.ts';
import { chooseLanguage, readOptions, type Options } from './cli/options.ts';
import { grade } from './commands/grade.ts';

/** Everything a command gets to know of its caller. */
export interface Call {
  readonly options: Options;
  readonly language: Language;
}

/** `grade` is loaded with the program, as it is what students wait for; the others when they are asked for. */
const COMMANDS: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  grade,
  judge: async (call) => (await import('./commands/judge.ts')).judgeAgain(call),
  doctor: async (call) => (await import('./commands/doctor.ts')).doctor(call),
  verify: async (call) => (await import('./commands/verify.ts')).verify(call),
};

/** Runs one command and gives the exit status. `argv` is the command's name and its arguments. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name = 'grade', ...args] = argv;
  let language = languageOf(undefined, env);
  try {
    const options = readOptions(args, env);
    language = chooseLanguage(options.lang, env);
    if (options.help) {
      process.stdout.write(help(language));
      return EXIT.allPoints;
    }
    const command = COMMANDS[name];
    if (!command) throw new Error(`no command ${name}`);
    return await command({ options, language });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.code}: ${error.what[language]}\n${error.next[language]}\n`);
    return (error.name as string) === 'TroubleError' ? EXIT.trouble : EXIT.usage;
  }
}

function languageOf(lang: string | undefined, env: NodeJS.ProcessEnv): Language {
  return chooseLanguage(lang, env);
}
