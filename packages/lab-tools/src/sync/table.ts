/** The marks in a Markdown text around a table whose rows are kept. */
export const BEGIN = '<!-- labs:sync -->';
export const END = '<!-- /labs:sync -->';

/** A row that a table has to have. */
export interface Row {
  readonly id: string;
  /** Its first cell, in which the id stands between backticks. */
  readonly first: string;
  /** What it says as long as nobody has written anything better. */
  readonly words: string;
  /** Its last cell. */
  readonly points: number;
}

/**
 * A Markdown text whose table, between the marks, has exactly these rows in this order. Its head is kept, and of a row
 * that was there already whatever stands between the first cell and the last.
 *
 * @returns null when there are no marks, or no table between them
 */
export function withRows(text: string, rows: readonly Row[]): string | null {
  const [from, to] = [text.indexOf(`${BEGIN}\n`), text.indexOf(`${END}\n`)];
  if (from === -1 || to < from) return null;
  const begin = from + BEGIN.length + 1;
  const [head, rule, ...body] = text.slice(begin, to).trim().split('\n');
  if (rule === undefined || !/^\|( :?-+:? \|)+$/.test(rule)) return null;
  const columns = cellsOf(rule).length;
  const written = new Map(body.map((line) => [idIn(line), cellsOf(line).slice(1, -1)]));
  const lines = rows.map(({ id, first, words, points }) => {
    const fresh = Array.from({ length: columns - 2 }, (_, column) => (column === columns - 3 ? words : '–'));
    return `| ${[first, ...(written.get(id) ?? fresh), points].join(' | ')} |`;
  });
  return `${text.slice(0, begin)}${[head, rule, ...lines].join('\n')}\n${text.slice(to)}`;
}

/** Cells stand between bars; one with a backslash before it belongs to a cell (GitHub Flavored Markdown, 4.10). */
function cellsOf(line: string): string[] {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

function idIn(line: string): string | undefined {
  return /`([^`]+)`/.exec(line)?.[1];
}
