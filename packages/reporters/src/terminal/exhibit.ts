import type { Exhibit } from '@proclab/core';
import { cellsOf, cut, expandTabs, fitting } from './cells.ts';
import { GUTTER } from './layout.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';

const MOST_LINES = 12;

/**
 * The lines of an exhibit behind a gutter, each cut at the right and none wrapped. The cells that decide
 * are underlined; without colour a line of `^` stands below them.
 */
export function exhibitLines(exhibit: Exhibit, cells: number, pen: Pen): string[] {
  const room = cells - cellsOf(GUTTER);
  const found = exhibit.lines.slice(0, MOST_LINES).map(beginning);
  const marks = exhibit.marked === null ? null : withoutMargins(found, exhibit.marked);
  const shown = found.map((line) => cutParts(parts(line, marks), room));
  const painted = shown.map(([before, marked, after], index) => {
    const isHeader = index === 0 && hasHeader(exhibit);
    const plain = isHeader ? pen.ink.faint : (text: string): string => text;
    return plain(before) + (isHeader ? pen.ink.header : pen.ink.marked)(marked) + plain(after);
  });
  const carets = pen.color ? '' : caretsBelow(shown.at(-1));
  const left = exhibit.lines.length - shown.length;
  const tail = [...(carets === '' ? [] : [carets]), ...(left > 0 ? [pen.words.moreLines(left)] : [])];
  return [...painted, ...tail].map((line) => (pen.ink.faint(GUTTER) + line).trimEnd());
}

/** All exhibits, a bare gutter between them. */
export function exhibits(all: readonly Exhibit[], cells: number, pen: Pen): string[] {
  return all.flatMap((each, index) => [
    ...(index === 0 ? [] : [pen.ink.faint(GUTTER.trimEnd())]),
    ...exhibitLines(each, cells, pen),
  ]);
}

type Parts = readonly [before: string, marked: string, after: string];

// Columns are counted in the line as it was found, so it is divided before it is escaped.
function parts(line: string, marks: Exhibit['marked']): Parts {
  if (marks === null) return [visible(line), '', ''];
  const [before, marked, after] = divided(line, marks);
  return [visible(before), visible(marked), visible(after)];
}

function divided(line: string, [from, to]: readonly [number, number]): Parts {
  const start = fitting(line, from);
  const end = Math.max(start, fitting(line, to));
  return [line.slice(0, start), line.slice(start, end), line.slice(end)];
}

/** Enough of a line to fill any terminal, so that megabytes are neither measured nor expanded. */
function beginning(line: string): string {
  return expandTabs(line.slice(0, 2000));
}

/** A column is often wider than all that stands in it: marks the cells that some line really uses. */
function withoutMargins(lines: readonly string[], marks: readonly [number, number]): Exhibit['marked'] {
  const used = lines.map((line) => divided(line, marks)[1]).filter((text) => text.trim() !== '');
  if (used.length === 0) return null;
  const left = Math.min(...used.map((text) => cellsOf(text) - cellsOf(text.trimStart())));
  const right = Math.max(...used.map((text) => cellsOf(text.trimEnd())));
  return [marks[0] + left, marks[0] + right];
}

/** That of ps is always there; other tables are known by their capitals. */
function hasHeader({ kind, lines: [first = ''] }: Exhibit): boolean {
  return kind === 'ps' || (kind === 'process' && /\p{Lu}/u.test(first) && !/\p{Ll}/u.test(first));
}

function cutParts(whole: Parts, cells: number): Parts {
  const [before, marked, after] = whole;
  if (cellsOf(whole.join('')) <= cells) return whole;
  if (cellsOf(before) >= cells) return [cut(`${before}${marked}`, cells), '', ''];
  const left = cells - cellsOf(before);
  if (cellsOf(marked) >= left) return [before, cut(`${marked}${after}`, left), ''];
  return [before, marked, cut(after, left - cellsOf(marked))];
}

function caretsBelow(line: Parts | undefined): string {
  if (line === undefined || line[1] === '') return '';
  return ' '.repeat(cellsOf(line[0])) + '^'.repeat(cellsOf(line[1]));
}
