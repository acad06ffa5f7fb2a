import { FORMAT_NAMES, type FormatName } from '@proclab/reporters';
import { UsageError } from './grader-error.ts';
import type { Options } from './options.ts';
import { visible } from './visible.ts';

/** In which formats a verdict is wanted, and where. */
export interface Wanted {
  /** On stdout. */
  readonly printed: FormatName;
  readonly files: readonly { readonly format: FormatName; readonly file: string }[];
}

/**
 * Reads `--json` and `--format NAME[=FILE]`. Throws a UsageError for a format that does not exist, and where more than
 * one is to be printed.
 */
export function wantedFormats({ json, format = [] }: Options): Wanted {
  const given = format.map(readFormat);
  const printed = [
    ...new Set([
      ...(json ? ['json' as const] : []),
      ...given.filter(({ file }) => file === null).map((each) => each.format),
    ]),
  ];
  if (printed.length > 1) {
    const flags = printed.join(', ');
    throw new UsageError(
      'FORMATS_CLASH',
      { zh: `只能打印一种格式，这里给了：${flags}。`, en: `Only one format can be printed, not ${flags}.` },
      { zh: '其余的请写成 --format 格式=文件。', en: 'Give the others a file: --format NAME=FILE.' },
    );
  }
  return {
    printed: printed[0] ?? 'terminal',
    files: given.flatMap(({ format: name, file }) => (file === null ? [] : [{ format: name, file }])),
  };
}

function readFormat(asked: string): { format: FormatName; file: string | null } {
  const [name = '', ...rest] = asked.split('=');
  const format = FORMAT_NAMES.find((each) => each === name);
  if (format === undefined) {
    throw new UsageError(
      'FORMAT_UNKNOWN',
      { zh: `没有“${visible(name)}”这种格式。`, en: `There is no format "${visible(name)}".` },
      { zh: `可选：${FORMAT_NAMES.join('、')}。`, en: `There are: ${FORMAT_NAMES.join(', ')}.` },
    );
  }
  const file = rest.length === 0 ? null : rest.join('=');
  if (file !== '') return { format, file };
  throw new UsageError(
    'OPTION_VALUE',
    { zh: `--format ${name}= 后面缺少文件名。`, en: `--format ${name}= lacks the name of a file.` },
    { zh: `例如：--format ${name}=report。`, en: `For instance: --format ${name}=report.` },
  );
}
