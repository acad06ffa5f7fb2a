import { cellsOf, padEnd, padStart } from './cells.ts';
import type { Pen } from './pen.ts';
import { wrap } from './wrap.ts';

/** In front of every line of evidence: what stands right of it was found, not written by the reporter. */
export const GUTTER = '| ';

/** Moves lines to the right; empty ones stay empty. */
export function indent(lines: readonly string[], cells: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(cells) + line));
}

/** A label, and lines beside it that start in the same column. */
export function labelled(label: string, lines: readonly string[], column: number, pen: Pen): string[] {
  return lines.map((line, index) =>
    index === 0 ? pen.ink.faint(padEnd(label, column)) + line : ' '.repeat(column) + line,
  );
}

/** Lines after a first one that begins with a sign; the others hang below its text. */
export function hanging(sign: string, text: string, cells: number): string[] {
  const start = cellsOf(sign) + 1;
  return wrap(text, cells - start).map(
    (line, index) => (index === 0 ? `${sign} ` : ' '.repeat(start)) + line,
  );
}

/** A table whose columns are as wide as they must be; the last is not padded. */
export function columns(
  rows: readonly (readonly string[])[],
  align: readonly ('left' | 'right')[],
): string[] {
  const widths = align.map((_, column) => Math.max(0, ...rows.map((row) => cellsOf(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        if (align[column] === 'right') return padStart(cell, widths[column] ?? 0);
        return column === row.length - 1 ? cell : padEnd(cell, widths[column] ?? 0);
      })
      .join('  '),
  );
}

/** Points without needless digits: `5`, `2.5`. */
export function points(value: number): string {
  return String(Math.round(value * 100) / 100);
}
