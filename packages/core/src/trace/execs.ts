import type { Call, ProcessLife } from '../evidence.ts';
import { decodeText, endOfString, stringsIn } from './escape.ts';

const OPENED = /^\d+<([^>]*)>/;

/**
 * The program a process became by a successful execve(2) or execveat(2), null for other calls.
 * `argv` is JSON, so that blanks and empty arguments stay visible: `["ls","-l",""]`.
 */
export function readExec({ name, args, at, returnedAt, result }: Call): ProcessLife['execs'][number] | null {
  if ((name !== 'execve' && name !== 'execveat') || result !== 0) return null;
  const start = args.indexOf('"');
  const end = start < 0 ? -1 : endOfString(args, start);
  if (end < 0) return null;
  // fexecve(3): the path is empty and the descriptor is the program
  const path = decodeText(stringsIn(args.slice(start, end))[0] ?? '') || (OPENED.exec(args)?.[1] ?? '');
  return { at: returnedAt ?? at, path, argv: JSON.stringify(readArray(args, end)) };
}

/** The strings of the array that follows at `from`; none when the program could not be asked for it. */
function readArray(args: string, from: number): string[] {
  const start = from + ', '.length;
  if (args[start] !== '[') return [];
  let end = start + 1;
  while (end < args.length && args[end] !== ']') {
    if (args[end] !== '"') end++;
    else if ((end = endOfString(args, end)) < 0) break;
  }
  return stringsIn(args.slice(start, end < 0 ? undefined : end)).map(decodeText);
}
