import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { complaint, type Language } from '@proclab/core';
import { EXIT, TroubleError, UsageError } from './cli/grader-error.ts';
import { help } from './cli/help.ts';
import { chooseLanguage, readOptions, type Options } from './cli/options.ts';
import { ROOT } from './labs/places.ts';

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
    process.stderr.on('error', () => {});
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
    process.stdout.write(help(language, existsSync(join(ROOT, 'solutions'))));
    return EXIT.allPoints;
  } catch (error) {
    const told = isOutputError(error) ? outputTrouble(error) : error;
    if (!(told instanceof UsageError)) throw error;
    tell(complaint(told, language));
    return told instanceof TroubleError ? EXIT.trouble : EXIT.usage;
  }
}

/** A fault of the grader's own: told with what is needed to find it, and never as the student's. */
function leave(error: unknown): never {
  const trace = error instanceof Error ? error.stack : String(error);
  if (isOutputError(error)) {
    const { code, what, next } = outputTrouble(error);
    // Nobody reads any more, as behind `| head`.
    if (error.code !== 'EPIPE') tell(`${code}: ${what.zh}\n${what.en}\n${next.zh}\n${next.en}\n`);
  } else tell(`GRADER_FAULT: ${FAULT.zh}\n${FAULT.en}\n\n${trace}\n`);
  // Whatever still runs ends with this process.
  process.exit(EXIT.trouble);
}

function tell(text: string): void {
  try {
    process.stderr.write(text);
  } catch {
    // The exit status has to do.
  }
}

/** Is it standard output that cannot be written? All else that is written has a path. */
function isOutputError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write' && !('path' in error);
}

function outputTrouble({ code }: NodeJS.ErrnoException): TroubleError {
  return new TroubleError(
    'OUTPUT_UNWRITABLE',
    {
      zh: `评分结果没能输出：标准输出写不进去（${code}）。`,
      en: `The verdict could not be printed: standard output cannot be written (${code}).`,
    },
    {
      zh: '请换个地方输出，或腾出空间，再评一次。',
      en: 'Print it elsewhere, or make room there, and grade again.',
    },
  );
}

const FAULT = {
  zh: '评分程序自己出了错，与提交的程序无关。请把下面的内容报告给维护者。',
  en: 'The grader itself went wrong; the submission is not to blame. Please report what follows.',
};
