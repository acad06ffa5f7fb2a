import type { Exhibit } from '../check.ts';
import type { Moment } from '../evidence.ts';
import { columnRange, type PsColumn, type PsHeading } from './columns.ts';
import { psHeader, psLine } from './format.ts';

/**
 * Shows some processes at a moment with the deciding column marked: the very lines of `ps` where
 * it was read and has them, else the reading of /proc in the same format, as kind `process`.
 */
export function psExhibit(moment: Moment, pids: readonly number[], column: PsColumn | PsHeading): Exhibit {
  const rows = moment.ps?.trouble === null ? moment.ps.rows.filter((row) => pids.includes(row.pid)) : [];
  if (moment.ps !== null && rows.length > 0) {
    return marked('ps', [moment.ps.header, ...rows.map((row) => row.line)], column);
  }
  const processes = moment.processes.filter((process) => pids.includes(process.pid));
  return marked('process', [psHeader(), ...processes.map(psLine)], column);
}

function marked(kind: 'ps' | 'process', lines: readonly string[], column: PsColumn | PsHeading): Exhibit {
  const range = columnRange(lines[0] ?? '', column);
  return { kind, lines, marked: range === null ? null : tighten(lines, range) };
}

/** Narrows a range until it begins and ends with a cell that is not blank in some line. */
function tighten(lines: readonly string[], [from, to]: readonly [number, number]): [number, number] {
  const cells = lines.map((line) => line.slice(from, to === Infinity ? undefined : to));
  const indents = cells
    .filter((cell) => cell.trim() !== '')
    .map((cell) => cell.length - cell.trimStart().length);
  return [from + Math.min(...indents), from + Math.max(...cells.map((cell) => widthOf(cell.trimEnd())))];
}

/** Cells that a text takes on a terminal: two for each East Asian wide character, as in wcwidth(3). */
function widthOf(text: string): number {
  const wide =
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
  return [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);
}
