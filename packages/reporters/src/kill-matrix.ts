import type { CheckStatus } from '@proclab/core';
import { sign } from './terminal/check-list.ts';
import { cellsOf, cut, padEnd, padStart } from './terminal/cells.ts';
import { columns, hanging, points } from './terminal/layout.ts';
import { penFor, type Pen, type TerminalOptions } from './terminal/pen.ts';
import { visible } from './terminal/visible.ts';

/** Programs whose score is known beforehand, and what the checks said of them. */
export interface KillMatrix {
  readonly lab: string;
  readonly checks: readonly string[];
  readonly rows: readonly KillMatrixRow[];
}

export interface KillMatrixRow {
  readonly program: string;
  readonly kind: 'reference' | 'starter' | 'variant' | 'mutant' | 'repaired' | 'racy' | 'empty';
  readonly earned: number;
  readonly possible: number;
  /** The checks that must pass, all others must not; null when only the score is known. */
  readonly expected: readonly string[] | null;
  /** By check; a check that does not concern the program is left out. */
  readonly statuses: Readonly<Record<string, CheckStatus>>;
  /** Is all of this as expected? */
  readonly ok: boolean;
}

/** Cells of `[✘]` and a blank. */
const CELL = 4;

/**
 * The matrix of programs and numbered checks, with the checks' names and what each of them catches below.
 * A status that differs from what is expected stands in brackets. Ends in a newline.
 */
export function killMatrix(matrix: KillMatrix, options: TerminalOptions): string {
  const pen = penFor(options);
  const lines = [
    pen.ink.strong(visible(matrix.lab)),
    '',
    ...tables(matrix, pen),
    ...legend(matrix, pen),
    '',
    pen.ink.faint(pen.words.matrix.signs),
    summary(matrix, pen),
  ];
  return `${lines.join('\n')}\n`;
}

/** As many tables beside each other's checks as the width asks for. */
function tables({ checks, rows }: KillMatrix, pen: Pen): string[] {
  const { kinds } = pen.words.matrix;
  const names = columns(
    rows.map((row) => [kinds[row.kind], cut(visible(row.program), Math.floor(pen.width / 3))]),
    ['left', 'left'],
  );
  const nameCells = Math.max(0, ...names.map(cellsOf)) + 1;
  const scores = rows.map((row) => `${points(row.earned)}/${points(row.possible)}`);
  const scoreCells = Math.max(cellsOf(pen.words.matrix.points), ...scores.map(cellsOf)) + 1;
  const perTable = Math.max(1, Math.floor((pen.width - nameCells - scoreCells - 2) / CELL));
  const lines: string[] = [];
  for (let start = 0; start < checks.length; start += perTable) {
    const part = checks.slice(start, start + perTable);
    const numbers = part.map((_, index) => padEnd(padStart(String(start + index + 1), 2), CELL)).join('');
    lines.push(
      pen.ink.faint(`${' '.repeat(nameCells)}${numbers}${padStart(pen.words.matrix.points, scoreCells)}`),
    );
    for (const [index, row] of rows.entries()) {
      const name = padEnd(names[index] ?? '', nameCells);
      const cells = part.map((check) => cell(row, check, pen)).join('');
      const score = padStart(scores[index] ?? '', scoreCells);
      lines.push(
        row.ok ? name + cells + score : `${pen.ink.fail(name)}${cells}${pen.ink.fail(`${score} ✘`)}`,
      );
    }
    lines.push('');
  }
  return lines;
}

function cell(row: KillMatrixRow, check: string, pen: Pen): string {
  const status = row.statuses[check];
  if (status === undefined) return ' '.repeat(CELL);
  const deviates = row.expected !== null && row.expected.includes(check) !== (status === 'pass');
  return deviates
    ? `${pen.ink.fail('[')}${sign(status, pen)}${pen.ink.fail(']')} `
    : ` ${sign(status, pen)}  `;
}

/** Number, name, and the mutants that the check catches: a check that catches none has not been shown to fail. */
function legend({ checks, rows }: KillMatrix, pen: Pen): string[] {
  const mutants = rows.filter((row) => row.kind === 'mutant');
  const nameCells = Math.max(0, ...checks.map((check) => cellsOf(visible(check))));
  return checks.flatMap((check, index) => {
    const caught = mutants
      .filter(({ statuses }) => statuses[check] === 'fail')
      .map(({ program }) => visible(program));
    const start = `${padStart(String(index + 1), 2)} ${padEnd(visible(check), nameCells)} `;
    const text = caught.length > 0 ? pen.words.matrix.caughtBy(caught) : pen.words.matrix.caughtByNone;
    const [first = '', ...others] = hanging(start, text, pen.width);
    const paint = caught.length > 0 ? pen.ink.faint : pen.ink.fail;
    return [start + paint(first.slice(start.length)), ...others.map(paint)];
  });
}

function summary({ rows }: KillMatrix, pen: Pen): string {
  const deviating = rows.filter((row) => !row.ok).length;
  return deviating === 0
    ? pen.ink.pass(pen.words.matrix.allAsExpected(rows.length))
    : pen.ink.fail(pen.words.matrix.deviations(deviating, rows.length));
}
