import type { Call, Exec } from '../evidence.ts';
import { decodeText, endOfString, stringsIn } from './escape.ts';

const OPENED = /^\d+<([^>]*)>/;

/**
 * The program a process became by a successful execve(2) or execveat(2), null for other calls.
 * `argv` and `env` are JSON, so that blanks and empty strings stay visible: `["ls","-l",""]`.
 */
export function readExec({ name, args, at, returnedAt, result }: Call): Exec | null {
  if ((name !== 'execve' && name !== 'execveat') || result !== 0) return null;
  const start = args.indexOf('"');
  const end = start < 0 ? -1 : endOfString(args, start);
  if (end < 0) return null;
  // fexecve(3): the path is empty and the descriptor is the program
  const path = decodeText(stringsIn(args.slice(start, end))[0] ?? '') || (OPENED.exec(args)?.[1] ?? '');
  const argv = readArray(args, end);
  const env = readArray(args, argv.end);
  return {
    at: returnedAt ?? at,
    path,
    argv: JSON.stringify(argv.strings ?? []),
    env: env.strings && JSON.stringify(env.strings),
  };
}

interface ReadArray {
  /** Null when strace shows no array, but an address. */
  readonly strings: readonly string[] | null;
  /** Index behind it. */
  readonly end: number;
}

/** The array of strings that follows behind a comma; NULL counts as empty, execve(2), NOTES. */
function readArray(args: string, comma: number): ReadArray {
  const start = comma + ', '.length;
  if (args.startsWith('NULL', start)) return { strings: [], end: start + 'NULL'.length };
  if (args[start] !== '[') return { strings: null, end: nextComma(args, start) };
  let end = start + 1;
  while (end >= 0 && end < args.length && args[end] !== ']')
    end = args[end] === '"' ? endOfString(args, end) : end + 1;
  const behind = end < 0 ? args.length : end + 1;
  return { strings: stringsIn(args.slice(start, behind)).map(decodeText), end: behind };
}

function nextComma(args: string, from: number): number {
  const comma = args.indexOf(', ', from);
  return comma < 0 ? args.length : comma;
}
