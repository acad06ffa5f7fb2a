import { cellsOf, fitting } from './cells.ts';

// Kinsoku: what no line starts with, and what no line ends with.
const NEVER_FIRST = new Set('，。、；：！？）」』》】〉”’…—％,.;:!?)]}%');
const NEVER_LAST = new Set('（「『《【〈“‘([{');

/**
 * Breaks a text without escape sequences into lines of at most so many cells: at blanks, and before or after
 * a Chinese character where kinsoku allows it. What is longer than a line is broken anywhere.
 *
 * A library that breaks at blanks takes a run of Chinese between two Latin words for one word and
 * leaves half of the line before it empty; hence this one.
 */
export function wrap(text: string, cells: number): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (cellsOf(rest) > cells) {
    const end = breakBefore(rest, fitting(rest, cells)) || fitting(rest, cells) || fitting(rest, 2) || 1;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' && lines.length > 0 ? lines : [...lines, rest];
}

function breakBefore(text: string, latest: number): number {
  let end = latest;
  while (end > 0 && !mayBreak(text, end)) end -= 1;
  return end;
}

function mayBreak(text: string, index: number): boolean {
  const before = text[index - 1] ?? '';
  const after = String.fromCodePoint(text.codePointAt(index) ?? 0x20);
  if (before === ' ' || after === ' ') return true;
  if (NEVER_FIRST.has(after) || NEVER_LAST.has(before) || /[\p{M}\p{Cs}]/u.test(after)) return false;
  // The second half of a surrogate pair: all that text has of them here is wide.
  return cellsOf(after) === 2 || cellsOf(before) === 2 || /\p{Cs}/u.test(before);
}

/**
 * Breaks a command so that it can be copied into a shell: at blanks outside quotes,
 * every line but the last ending in a backslash.
 */
export function wrapCommand(command: string, cells: number): string[] {
  const words = command.match(/(?:'[^']*'|"(?:\\.|[^"])*"|\S)+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && cellsOf(line) + 1 + cellsOf(word) > cells - 2) {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].flatMap((each) => (cellsOf(each) > cells ? wrap(each, cells) : [each]));
}
