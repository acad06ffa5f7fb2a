import type { Node } from '../ts-morph.ts';
import type { Splice } from './splices.ts';

/** Where the formatter breaks lines. */
const WIDEST = 110;

/**
 * Puts items at the end of a list between brackets. Comments stay with the items that they stand behind. A list in one
 * line is broken into one item per line when it gets too long, as the formatter would, unless a comment is in it.
 *
 * @param list with its brackets: `[a, b]`, `{ a, b }`
 * @param items that are in it
 */
export function append(list: Node, items: readonly Node[], ...added: readonly string[]): Splice[] {
  const text = list.getText();
  const [start, end] = [list.getStart(), list.getEnd()];
  const last = items.at(-1);
  const blank = text.startsWith('{') ? ' ' : '';
  const item = added.join(', ');
  if (last === undefined) {
    const inside = text.slice(1, -1);
    if (inside.trim() === '') return [{ from: start + 1, to: end - 1, text: `${blank}${item}${blank}` }];
    const line = `${indentOf(list)}  ${item},\n${indentOf(list)}`;
    return [
      { from: end - 1, to: end - 1, text: inside.includes('\n') ? line.trimStart() : ` ${item}${blank}` },
    ];
  }
  const rest = text.slice(last.getEnd() - start, -1);
  const comma = withoutComments(rest).includes(',');
  if (rest.includes('\n')) {
    const indent = indentOf(last);
    const bracket = start + text.lastIndexOf('\n') + 1;
    const lines = { from: bracket, text: added.map((one) => `${indent}${one},\n`).join('') };
    return comma ? [lines] : [{ from: last.getEnd(), text: ',' }, lines];
  }
  if (comma) return [{ from: end - 1, text: rest.endsWith(' ') ? `${item} ` : ` ${item}` }];
  const whole = list.getSourceFile().getFullText();
  const lineEnd = `${whole}\n`.indexOf('\n', end);
  const length = lineEnd - list.getStartLinePos() + item.length + 2;
  if (length <= WIDEST || /\/[/*]/.test(text)) return [{ from: last.getEnd(), text: `, ${item}` }];
  const indent = indentOf(list);
  const lines = [...items.map((one) => one.getText()), ...added].map((one) => `${indent}  ${one},\n`);
  return [{ from: start + 1, to: end - 1, text: `\n${lines.join('')}${indent}` }];
}

/** What stands in front of the line in which it begins. */
function indentOf(node: Node): string {
  return /^[ \t]*/.exec(node.getSourceFile().getFullText().slice(node.getStartLinePos()))![0];
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
}
