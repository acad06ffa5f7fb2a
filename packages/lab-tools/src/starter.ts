import type { Text } from '@proclab/core';

/** A region of a reference that cannot be turned into a starter. The message begins with `file:line`. */
export class StarterError extends Error {
  override readonly name = 'StarterError';
  readonly file: string;
  readonly line: number;
  readonly what: Text;

  constructor(file: string, line: number, what: Text) {
    super(`${file}:${line}: ${what.en}`);
    this.file = file;
    this.line = line;
    this.what = what;
  }
}

/** A line that the starter gets, but the reference only as a comment: `//| return 0;`, in scripts `#| exit 0`. */
const KEPT = /^(\s*)(?:\/\/|#)\| ?/;

/** Lines that say nothing to a compiler or a shell. */
const EMPTY_IN_C = /^\s*(\/\/.*)?$/;
const EMPTY_IN_SCRIPT = /^\s*(#.*)?$/;

const MARKER = /^\s*(?:\/\/|#) (>>> solution|--- starter|<<< solution)\s*$/;

/**
 * The starter that belongs to a reference. Between `// >>> solution` and `// <<< solution` it gets nothing but
 * what follows `// --- starter`, if that is there: comments as they stand, code after `//| `, so that the
 * reference compiles without it.
 *
 * @param file shown in errors
 * @throws StarterError when a region is not closed, not open, or has code that the reference would compile too
 */
export function starterFrom(source: string, file: string): string {
  let open: number | null = null;
  let part: 'shared' | 'solution' | 'starter' = 'shared';
  const kept: string[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    const number = index + 1;
    const marker = MARKER.exec(line)?.[1];
    if (marker === '>>> solution') {
      if (open !== null)
        throw new StarterError(file, number, {
          zh: `解答里又开始了一段解答，前一段从第 ${open} 行开始`,
          en: `a solution inside the one opened in line ${open}`,
        });
      [open, part] = [number, 'solution'];
    } else if (marker === '--- starter') {
      if (part !== 'solution')
        throw new StarterError(file, number, {
          zh: '起始部分（--- starter）不在解答里',
          en: 'a starter part outside a solution',
        });
      part = 'starter';
    } else if (marker === '<<< solution') {
      if (open === null)
        throw new StarterError(file, number, { zh: '这里没有开始过解答', en: 'no solution is open here' });
      [open, part] = [null, 'shared'];
    } else if (part === 'shared') {
      kept.push(line);
    } else if (part === 'starter') {
      kept.push(starterLine(line, file, number));
    }
  }
  if (open !== null)
    throw new StarterError(file, open, { zh: '这段解答没有结束', en: 'this solution is never closed' });
  return kept.join('\n').replace(/\n{3,}/g, '\n\n');
}

function starterLine(line: string, file: string, number: number): string {
  if (KEPT.test(line)) return line.replace(KEPT, '$1');
  if ((/\.[ch]$/.test(file) ? EMPTY_IN_C : EMPTY_IN_SCRIPT).test(line)) return line;
  throw new StarterError(file, number, {
    zh: '起始代码要写在 `//| ` 之后，否则参考解答也会编译它',
    en: 'code of the starter must stand after `//| `: the reference would compile it too',
  });
}
