import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Language, languageOf } from '@proclab/core';
import { UsageError } from './grader-error.ts';
import { visible } from './visible.ts';

/** What the commands understand; `npm run` passes some of them on as npm_config_* instead. */
const OPTIONS = {
  submission: { type: 'string' },
  reference: { type: 'boolean' },
  starter: { type: 'boolean' },
  mutant: { type: 'string' },
  variant: { type: 'string' },
  racy: { type: 'string' },
  repaired: { type: 'string' },
  json: { type: 'boolean' },
  format: { type: 'string', multiple: true },
  out: { type: 'string' },
  runs: { type: 'string' },
  each: { type: 'string' },
  only: { type: 'string' },
  load: { type: 'string' },
  jobs: { type: 'string' },
  seed: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

export interface Options {
  readonly positionals: readonly string[];
  readonly submission?: string;
  readonly reference?: boolean;
  readonly starter?: boolean;
  readonly mutant?: string;
  readonly variant?: string;
  readonly racy?: string;
  readonly repaired?: string;
  readonly json?: boolean;
  readonly format?: readonly string[];
  readonly out?: string;
  readonly runs?: string;
  readonly each?: string;
  readonly only?: string;
  readonly load?: string;
  readonly jobs?: string;
  readonly seed?: string;
  readonly lang?: string;
  readonly help?: boolean;
}

/** Reads the command line. Throws a UsageError for an option that does not exist or lacks its value. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    return env['npm_lifecycle_event'] === undefined
      ? { ...values, positionals }
      : withNpms(env, { ...values, positionals });
  } catch (error) {
    throw optionError(error as Error & { code?: string }, args);
  }
}

/**
 * What `npm run grade lab-07 --json --mutant no-wait` means: npm keeps the flags it is given without `--` before
 * them, tells them in the environment (npm_config_json=true, npm_config_mutant=true), and leaves values
 * that stood apart from them among the arguments. Of `--lang=zh` it leaves only the value: npm
 * takes those letters for four flags of its own.
 */
function withNpms(env: NodeJS.ProcessEnv, options: Options): Options {
  const [lab, ...apart] = options.positionals;
  const found: Record<string, string | boolean | string[]> = {};
  for (const [name, option] of Object.entries(OPTIONS)) {
    const value = env[`npm_config_${name}`];
    if (!value) continue;
    const given = value === 'true' ? apart[0] : value;
    if (option.type === 'boolean') found[name] = value === 'true';
    else if (given !== undefined) found[name] = 'multiple' in option ? [given] : given;
    if (option.type === 'string' && value === 'true') apart.shift();
  }
  const spoken = apart.findIndex((word) => word === 'zh' || word === 'en');
  if (spoken >= 0) found['lang'] = apart.splice(spoken, 1)[0]!;
  return { ...found, ...options, positionals: lab === undefined ? [] : [lab, ...apart] };
}

function optionError(error: Error & { code?: string }, args: readonly string[]): UsageError {
  const given = visible(/'(-[^']*)'/.exec(error.message)?.[1] ?? args.join(' '));
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return new UsageError(
      'OPTION_VALUE',
      { zh: `选项 ${given} 的值不对。`, en: `Option ${given} was given a value that does not fit.` },
      { zh: '加 --help 可以看到用法。', en: 'See --help for its form.' },
    );
  }
  return new UsageError(
    'OPTION_UNKNOWN',
    { zh: `没有 ${given} 这个选项。`, en: `There is no option ${given}.` },
    { zh: '加 --help 可以看到全部选项。', en: 'See --help for all of them.' },
  );
}

/** The language of everything that is printed: --lang, else LC_ALL, LC_MESSAGES or LANG, else English. */
export function chooseLanguage(lang: string | undefined, env: NodeJS.ProcessEnv): Language {
  if (lang !== undefined && lang !== 'zh' && lang !== 'en') {
    throw new UsageError(
      'LANGUAGE_UNKNOWN',
      { zh: `不支持语言“${visible(lang)}”。`, en: `Language "${visible(lang)}" is not spoken here.` },
      { zh: '请用 --lang zh 或 --lang en。', en: 'Use --lang zh or --lang en.' },
    );
  }
  return lang ?? languageOf(env);
}
