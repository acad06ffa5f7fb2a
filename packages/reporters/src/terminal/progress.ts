import type { Text } from '@proclab/core';
import { cellsOf, cut } from './cells.ts';
import { penFor, type TerminalOptions } from './pen.ts';

/**
 * The status line while a scenario waits: what for, until when, and since when, in seconds; without a newline.
 * Where it is too narrow, what is waited for is cut and the times stay.
 */
export function progressLine(
  what: Text,
  elapsedMs: number,
  withinMs: number,
  options: TerminalOptions,
): string {
  const pen = penFor(options);
  const times = pen.words.until(elapsedMs, withinMs);
  return pen.ink.faint(cut(pen.words.waiting(pen.say(what)), pen.width - cellsOf(times)) + times);
}
