import { endOfString } from './escape.ts';

/** A pid inside the sandbox and what it is called outside. */
export interface PidPair {
  readonly pid: number;
  readonly hostPid: number;
}

export interface ScannedArguments {
  /** As strace printed them, without the names that processes have outside the sandbox. */
  readonly args: string;
  /** Index of the parenthesis that closes them; -1 when the text ends before it. */
  readonly end: number;
  readonly pids: readonly PidPair[];
}

const INTERRUPTION = '<unfinished ...>';
const OPENING = '([{';
const CLOSING = ')]}';

/** strace's `--decode-pids=pidns` behind a pid that has another number outside. */
const PID_COMMENT = /^\/\* (\d+) in strace's PID NS \*\/$/;

/**
 * Walks over the arguments of a call, from behind its opening parenthesis. What stands in strings,
 * in comments or in the path of a descriptor (`3</a (b>`) closes nothing and is no annotation.
 */
export function scanArguments(text: string, start: number): ScannedArguments {
  const pids: PidPair[] = [];
  let kept = '';
  let from = start;
  let depth = 0;
  let i = start;
  const finish = (end: number, stop: number): ScannedArguments => ({
    args: kept + text.slice(from, stop),
    end,
    pids,
  });
  while (i < text.length) {
    const char = text[i]!;
    if (char === '"') {
      i = endOfString(text, i);
      if (i < 0) return finish(-1, text.length);
    } else if (char === '<' && opensPath(text, i)) {
      // strace writes < and > in a path as octal escapes
      i = text.indexOf('>', i) + 1;
      if (i === 0) return finish(-1, text.length);
    } else if (char === '<' && text.startsWith(INTERRUPTION, i)) {
      // the process was killed inside the call: `read(0,  <unfinished ...>) = ?`
      kept += text.slice(from, trimmed(text, i));
      i += INTERRUPTION.length;
      from = i;
    } else if (char === '<' && text[i - 1] === ' ' && !text.includes('>', i)) {
      // such a remark, cut off
      return finish(-1, trimmed(text, i));
    } else if (char === '/' && text[i + 1] === '*') {
      const end = text.indexOf('*/', i + 2) + 2;
      if (end === 1) return finish(-1, trimmed(text, i));
      const host = PID_COMMENT.exec(text.slice(i, end));
      if (host) {
        const before = trimmed(text, i);
        pids.push({ pid: numberBefore(text, before), hostPid: Number(host[1]) });
        kept += text.slice(from, before);
        from = end;
      }
      i = end;
    } else {
      if (OPENING.includes(char)) depth++;
      else if (CLOSING.includes(char) && depth-- === 0) return finish(i, i);
      i++;
    }
  }
  return finish(-1, trimmed(text, text.endsWith('/') ? i - 1 : i));
}

/** `3</dev/pts/0>` and `AT_FDCWD</home>`, but not `1<<4` and not ` <unfinished ...>`. */
function opensPath(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const digit = before >= 0x30 && before <= 0x39;
  return text[at + 1] !== '<' && (digit || text.startsWith('AT_FDCWD', at - 8));
}

/** `end`, or where the blanks before it begin. */
function trimmed(text: string, end: number): number {
  while (text[end - 1] === ' ') end--;
  return end;
}

function numberBefore(text: string, end: number): number {
  return Number(/\d+$/.exec(text.slice(Math.max(0, end - 12), end))?.[0] ?? 0);
}
