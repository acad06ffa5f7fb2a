import type { Disagreement, ProcessState } from '../evidence.ts';
import { PS_COLUMNS, type PsColumn } from './columns.ts';
import { psCells } from './format.ts';
import type { PsRow } from './read.ts';

/** Columns in which both witnesses must agree; command lines are a program's own to change. */
const COMPARED = PS_COLUMNS.map((column) => column.name).filter((name) => name !== 'pid' && name !== 'args');

/**
 * Compares what `ps` showed (its own row dropped) with /proc as read from outside before and after it ran.
 *
 * Only processes that were alive in both readings are compared: what was born or has ended in
 * between may have been anything in the meantime. A cell agrees if it equals either reading; a
 * process without a row disagrees in column `pid`, with `-` for what ps said.
 */
export function comparePs(
  before: readonly ProcessState[],
  rows: readonly PsRow[],
  after: readonly ProcessState[],
): Disagreement[] {
  const rowOf = new Map(rows.map((row) => [row.pid, row]));
  const later = new Map(after.map((process) => [process.pid, process]));
  return before.flatMap((first): Disagreement[] => {
    const second = later.get(first.pid);
    // A pid may be given to another process; field 22 of /proc/PID/stat tells them apart, proc(5).
    if (second?.startTime !== first.startTime) return [];
    const row = rowOf.get(first.pid);
    if (row === undefined) return [{ pid: first.pid, column: 'pid', ps: '-', proc: String(first.pid) }];
    return compareCells(row, [first, second]);
  });
}

function compareCells(row: PsRow, readings: readonly ProcessState[]): Disagreement[] {
  const cells = readings.map(psCells);
  return COMPARED.flatMap((column) => {
    const seen = row.cells[column];
    const agrees = cells.some((reading) => comparable(column, reading[column]) === comparable(column, seen));
    if (agrees) return [];
    return [
      {
        pid: row.pid,
        column,
        ps: seen,
        proc: [...new Set(cells.map((reading) => reading[column]))].join(', '),
      },
    ];
  });
}

/** Of STAT only the state counts, and a process goes back and forth between running and asleep all the time. */
function comparable(column: PsColumn, cell: string): string {
  return column === 'stat' ? cell.slice(0, 1).replace(/[RSD]/, 'S') : cell;
}
