import stringWidth from 'fast-string-width';

/** Terminal cells that a text takes; colours take none. */
export function cellsOf(text: string): number {
  return stringWidth(text);
}

/** How many UTF-16 units from the start of an uncoloured text fit into so many cells; never half a character. */
export function fitting(text: string, cells: number): number {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += stringWidth(character);
    if (used > cells) return end;
    end += character.length;
  }
  return end;
}

/** The text itself if it fits, else its beginning and `…`. */
export function cut(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text;
  return `${text.slice(0, fitting(text, Math.max(0, cells - 1)))}…`;
}

/** The text itself if it fits, else `…` and its end. */
export function cutStart(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text;
  const characters = [...text];
  while (cellsOf(characters.join('')) >= cells && characters.length > 0) characters.shift();
  return `…${characters.join('')}`;
}

export function padEnd(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - cellsOf(text)));
}

export function padStart(text: string, cells: number): string {
  return ' '.repeat(Math.max(0, cells - cellsOf(text))) + text;
}

/** Blanks in place of tabs, with stops at every eighth cell as terminals have them. */
export function expandTabs(text: string): string {
  let expanded = '';
  for (const piece of text.split(/(\t)/)) {
    expanded += piece === '\t' ? ' '.repeat(8 - (cellsOf(expanded) % 8)) : piece;
  }
  return expanded;
}
