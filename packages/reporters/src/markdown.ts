import { visible } from './terminal/visible.ts';

/**
 * Text from outside as part of a line of Markdown as GitHub reads it (github.github.com/gfm): a character reference
 * never makes structure (6.2 there), so none of this can become a link, a mention, HTML, code, a formula, a table's
 * edge or an emoji. Controls and newlines are written as `visible` writes them.
 */
export function inline(text: string): string {
  return visible(text)
    .replace(/[&<>`*_[\]|~\\#@$:!]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/(?<=www)\./gi, '&#46;');
}

/** Lines as a block of code, which nothing in them can end: the fence is longer than any run of backticks. */
export function fenced(lines: readonly string[]): string[] {
  const longest = Math.max(2, ...lines.map(longestRun));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence];
}

function longestRun(line: string): number {
  return Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
}

/** A table of cells that are Markdown already; the columns named in `right` hold numbers. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, column) => (right.includes(column) ? '--:' : '---'))),
    ...rows.map(line),
  ];
}
