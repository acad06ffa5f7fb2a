import type { Diagnostic } from '../evidence.ts';

const LEVELS: Readonly<Record<string, Diagnostic['level']>> = {
  'fatal error': 'error',
  'internal compiler error': 'error',
  'sorry, unimplemented': 'error',
  error: 'error',
  warning: 'warning',
  note: 'note',
};

// Every line of source that gcc quotes begins with its number or blanks and a bar.
const QUOTED = /^\s*\d* \|/;
const LOCATED = /^(\S.*?):(\d+):(?:(\d+):)? ([A-Za-z ,]+): (.*)$/;
const UNLOCATED = /^(?:cc1|gcc|cc|collect2|<[\w -]+>): ([a-z ]+): (.*)$/;
// `file.c:9: …` with debug information, `file.c:(.text+0xa): …` without, `(.text+0x17): …` in the C library's start code.
const LINKED =
  /^(?:\S*\bld: )?(?:(\S.*?):)?(?:(\d+)|\([^)]+\)): ((?:undefined reference to|multiple definition of|warning:) .*)$/;
const LINKER = /^\S*\bld: (?:(warning): )?(?!\S+\.[oa]: in function )(.*)$/;

/**
 * Reads what gcc (and the assembler and linker that it calls) printed as plain text, with quotes of
 * either kind. Where a fault has no place, `file` is empty and `line` is 0; where it has no column, `column` is 0.
 * `directory` is taken off the front of file names: the linker gives absolute ones.
 */
export function readDiagnostics(log: string, directory = ''): Diagnostic[] {
  const prefix = directory === '' ? '' : `${directory.replace(/\/$/, '')}/`;
  return log
    .split('\n')
    .filter((line) => !QUOTED.test(line))
    .map((line) => readCompiler(line) ?? readLinker(line))
    .filter((found) => found !== null)
    .map((found) => ({ ...found, file: relative(found.file, prefix) }));
}

function readCompiler(line: string): Diagnostic | null {
  const located = LOCATED.exec(line);
  if (located !== null) {
    const [, file = '', row = '', column = '0', level = '', message = ''] = located;
    return diagnostic(file, Number(row), Number(column), level, message);
  }
  const [, level = '', message = ''] = UNLOCATED.exec(line) ?? [];
  // The driver repeats in this way that the linker has failed, which the linker's own lines explain.
  return /^ld returned \d+ exit status$/.test(message) ? null : diagnostic('', 0, 0, level, message);
}

function readLinker(line: string): Diagnostic | null {
  const linked = LINKED.exec(line);
  if (linked !== null) {
    const [, file = '', row = '0', said = ''] = linked;
    const warning = said.startsWith('warning: ');
    const message = said.replace(/^warning: /, '').replace(/; \S+:.*first defined here$/, '');
    return diagnostic(file, Number(row), 0, warning ? 'warning' : 'error', message);
  }
  const general = LINKER.exec(line);
  return general === null ? null : diagnostic('', 0, 0, general[1] ?? 'error', general[2] ?? '');
}

function diagnostic(
  file: string,
  line: number,
  column: number,
  said: string,
  message: string,
): Diagnostic | null {
  // The assembler writes its levels with a capital letter.
  const level = LEVELS[said.toLowerCase()];
  if (level === undefined) return null;
  const [, text = '', option = null] = /^(.*?)(?: \[(-W[^\]]+)\])?$/.exec(message) ?? [];
  return { file, line, column, level, message: text, option };
}

function relative(file: string, prefix: string): string {
  return (prefix !== '' && file.startsWith(prefix) ? file.slice(prefix.length) : file).replace(/^\.\//, '');
}
