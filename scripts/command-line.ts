import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError, visible, type Text } from '@proclab/core';

const SEE_HELP: Text = { zh: '加 -- --help 可以看到用法。', en: 'See -- --help.' };

/** The options of a command line that takes nothing but options. Throws a UsageError. */
export function optionsOf<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    throw notUnderstood(args.join(' '));
  }
}

/** What to throw at words that mean nothing here. */
export function notUnderstood(given: string): UsageError {
  return new UsageError(
    'OPTION_UNKNOWN',
    { zh: `看不懂：${visible(given)}`, en: `Not understood: ${visible(given)}` },
    SEE_HELP,
  );
}

/** What to throw at an option whose value cannot be used. */
export function unusableValue(what: Text): UsageError {
  return new UsageError('OPTION_VALUE', what, SEE_HELP);
}
