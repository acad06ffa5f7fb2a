import type { SourceLine } from '@proclab/core';
import { cellsOf, cut, cutStart, expandTabs } from './cells.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';

/** What is kept of the code to the right of the caret, however long the line is. */
const RIGHT_OF_CARET = 16;

/** `ticker.c:23  pid = fork();` and a caret below the call. */
export function sourceLines(source: SourceLine, cells: number, pen: Pen): string[] {
  const at = `:${source.line}  `;
  const file = cutStart(visible(source.file), Math.floor(cells / 2) - cellsOf(at));
  const start = cellsOf(file + at);
  const [head, tail] = divided(source);
  const before = cutStart(head, cells - start - RIGHT_OF_CARET);
  return [
    pen.ink.faint(file + at) + cut(before + tail, cells - start),
    ' '.repeat(start + cellsOf(before)) + pen.ink.fail('^'),
  ];
}

/** The code before and from the call on, without its indentation. */
function divided(source: SourceLine): [head: string, tail: string] {
  const index = callIndex(source);
  const head = expandTabs(source.text.slice(0, index));
  const tail = expandTabs(source.text).slice(head.length);
  return [visible(head.trimStart()), visible(tail.trimEnd())];
}

/**
 * Where the call starts in the line. gcc counts columns in bytes, from 1; with a tab or Chinese text before
 * the call that is easily misread, so the nearest place where the function's name stands wins. Behind a macro there is none.
 */
function callIndex({ text, column, callee }: SourceLine): number {
  const counted = indexOfByte(text, column - 1);
  if (callee === '') return counted;
  let nearest = -1;
  for (let index = text.indexOf(callee); index !== -1; index = text.indexOf(callee, index + 1)) {
    if (nearest === -1 || Math.abs(index - counted) < Math.abs(nearest - counted)) nearest = index;
  }
  return nearest === -1 ? counted : nearest;
}

function indexOfByte(text: string, bytes: number): number {
  let index = 0;
  let passed = 0;
  for (const character of text) {
    if (passed >= bytes) break;
    passed += Buffer.byteLength(character);
    index += character.length;
  }
  return index;
}
