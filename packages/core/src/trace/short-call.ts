import type { Call } from '../evidence.ts';
import { decodeText, endOfString, unescapeBytes } from './escape.ts';
import { FORKS } from './holds.ts';

/** Of a string that was read or written, so many UTF-16 units say what it is. */
const LONGEST_STRING = 32;
/** Who asks for these wants the answer. */
const ANSWERED = /^(?:read|pread|wait|open|creat|clone|fork|vfork|flock|fcntl|mkdir|unlink)/;

/**
 * A call in few words, on one line: `clone() = 5002`, `wait4(-1, WNOHANG) = 0`, `write(1, "hello\n")`. Of the
 * arguments it keeps what tells one such call from another, of the results those that say something: errors always.
 */
export function shortCall(call: Call): string {
  return `${call.name}(${shortArguments(call).join(', ')})${shortResult(call)}`;
}

function shortArguments({ name, args }: Call): readonly string[] {
  const all = splitArguments(args);
  const [first = '', second = '', third = ''] = all;
  if (FORKS.has(name)) return [];
  if (/^p?(?:read|write)(?:64|v)?$/.test(name)) return [number(first), ...(quoted(second) ?? [])];
  if (name === 'wait4') return [first, ...(third === '0' ? [] : [third])];
  if (name === 'waitid') return [first, second, all[3] ?? ''];
  if (name === 'execve') return quoted(first) ?? [];
  if (/^(?:openat|mknodat|unlinkat)$/.test(name)) return [...(quoted(second) ?? []), third].filter(Boolean);
  if (name === 'mmap') return [second, all[3] ?? '', ...(all[4] === '-1' ? [] : [number(all[4] ?? '')])];
  if (name === 'rt_sigaction') return [first, ...(second.includes('=SIG_IGN') ? ['SIG_IGN'] : [])];
  if (name === 'futex') return [second.replace(/_BITSET|_PRIVATE|\|FUTEX_CLOCK_REALTIME/g, '')];
  if (name.endsWith('nanosleep')) return [seconds(args)];
  return all.filter((each) => each !== 'NULL').map((each) => quoted(each)?.join('') ?? number(each));
}

function shortResult({ name, args, result, error }: Call): string {
  if (error !== null) return ` = -1 ${error}`;
  if (result === null || !ANSWERED.test(name)) return '';
  return name === 'waitid' ? waitidResult(args) : ` = ${result}`;
}

/** waitid(2) returns 0 and tells of the child in its siginfo. */
function waitidResult(args: string): string {
  const pid = /si_pid=(\d+)/.exec(args)?.[1];
  return pid === undefined ? ' = 0' : `: si_pid=${pid}`;
}

/** A descriptor without what was open there: `3<pipe:[7]>` is 3, and so in `[3<pipe:[7]>, 4<pipe:[7]>]`. */
function number(argument: string): string {
  return argument.replace(/(\d)<[^>]*>/g, '$1');
}

/** The string that an argument is, as C would write it; null if it is none. */
function quoted(argument: string): [string] | null {
  if (!argument.startsWith('"')) return null;
  const end = endOfString(argument, 0);
  if (end < 0) return null;
  const text = decodeText(unescapeBytes(argument.slice(1, end - 1)));
  return [JSON.stringify(text.length > LONGEST_STRING ? `${text.slice(0, LONGEST_STRING)}…` : text)];
}

function seconds(args: string): string {
  const [, whole = '0', nanoseconds = '0'] = /tv_sec=(\d+), tv_nsec=(\d+)/.exec(args) ?? [];
  return `${Number(whole) + Math.round(Number(nanoseconds) / 1e6) / 1e3} s`;
}

/** At the commas that stand in no string, no bracket and no path of a descriptor. */
function splitArguments(args: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i < args.length; i++) {
    const char = args[i] ?? '';
    if (char === '"') {
      const end = endOfString(args, i);
      i = end < 0 ? args.length : end - 1;
    } else if (char === '<' && /\w/.test(args[i - 1] ?? '') && args[i + 1] !== '<') {
      const end = args.indexOf('>', i);
      i = end < 0 ? args.length : end;
    } else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (char === ',' && depth === 0) {
      parts.push(args.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...parts, args.slice(start).trim()];
}
