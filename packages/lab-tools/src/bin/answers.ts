import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type Language, type Text, UsageError, visible } from '@proclab/core';

/** What a command has to know: as which flag it is given, and how it is asked for. */
export type Questions<Name extends string> = Readonly<Record<Name, Text>>;

type Answers<Name extends string> = Partial<Record<Name, string>>;

/**
 * What a command can be told, a line for each flag.
 *
 * @param inOrder which of them may also be given without a flag, in this order
 * @param optional further flags
 */
function help(
  questions: Questions<string>,
  language: Language,
  inOrder: readonly string[],
  optional: readonly string[],
): string {
  const names = Object.keys(questions);
  const asked = names.map((name) => `  --${name} …`.padEnd(20) + questions[name]![language]);
  const more = optional.map((name) => `  --${name} …`);
  const words = inOrder.map((name) => name.toUpperCase()).join(' ');
  return {
    zh: `${words === '' ? '' : `可以直接写 ${words}，其余`}写在 -- 之后；没有写的，在终端上会问：\n${[...asked, ...more].join('\n')}`,
    en: `${words === '' ? 'All' : `${words} may stand alone, all else`} stands behind --; what is missing is asked for on a terminal:\n${[...asked, ...more].join('\n')}`,
  }[language];
}

/**
 * The answers to questions: those given on the command line, and of a person at a terminal also the others.
 *
 * @param inOrder which of them may also be given without a flag, in this order
 * @param optional further flags, which nobody is asked for
 * @throws UsageError for a flag that is none, and for missing ones when there is nobody to be asked
 */
export async function answers<Name extends string, Optional extends string = never>(
  questions: Questions<Name>,
  language: Language,
  inOrder: readonly NoInfer<Name>[] = [],
  optional: readonly Optional[] = [],
): Promise<Record<Name, string> & Answers<Optional>> {
  const names = Object.keys(questions) as Name[];
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    console.log(help(questions, language, inOrder, optional));
    process.exit(0);
  }
  const given = readFlags<Name | Optional>([...names, ...optional], inOrder);
  const missing = names.filter((name) => !given[name]?.trim());
  if (missing.length > 0 && !process.stdin.isTTY) throw unanswered(missing);
  return { ...given, ...(await ask(questions, missing, language)) } as Record<Name, string> &
    Answers<Optional>;
}

async function ask<Name extends string>(
  questions: Questions<Name>,
  names: readonly Name[],
  language: Language,
): Promise<Answers<Name>> {
  const found: Answers<Name> = {};
  if (names.length === 0) return found;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Lines that are pasted together wait here for their questions.
  const lines = terminal[Symbol.asyncIterator]();
  for (const name of names) {
    while (!found[name]?.trim()) {
      terminal.setPrompt(`${questions[name][language]} `);
      terminal.prompt();
      const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
      if (done) throw unanswered(names);
      found[name] = value;
    }
  }
  terminal.close();
  return found;
}

function readFlags<Name extends string>(names: readonly Name[], inOrder: readonly Name[]): Answers<Name> {
  // Of `npm run new-lab --name x` npm keeps the flag for itself and leaves the value.
  const kept = names.find((name) => process.env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined);
  if (kept !== undefined) throw misplaced(`--${kept}`, names);
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' } as const]));
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const apart = Object.fromEntries(
      inOrder.slice(0, positionals.length).map((name, at) => [name, positionals[at]]),
    );
    const over = positionals[inOrder.length];
    if (over !== undefined) throw misplaced(over, names);
    return { ...apart, ...values } as Answers<Name>;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw misplaced(/'(-[^']*)'/.exec((error as Error).message)?.[1] ?? String(error), names);
  }
}

function misplaced(word: string, names: readonly string[]): UsageError {
  return new UsageError(
    'OPTION',
    {
      zh: `${visible(word)} 不对，或者前面缺少 --。`,
      en: `${visible(word)} is wrong, or no -- stands before it.`,
    },
    {
      zh: `选项写在 -- 之后：-- ${asFlags(names)}`,
      en: `Options stand behind --: -- ${asFlags(names)}`,
    },
  );
}

function unanswered(missing: readonly string[]): UsageError {
  return new UsageError(
    'MISSING',
    {
      zh: '信息不全，而这里不是可以询问的终端。',
      en: 'Not all is given, and this is no terminal where one could ask.',
    },
    {
      zh: `请在 -- 之后补上：-- ${asFlags(missing)}`,
      en: `Give the rest behind --: -- ${asFlags(missing)}`,
    },
  );
}

function asFlags(names: readonly string[]): string {
  return names.map((name) => `--${name} …`).join(' ');
}
