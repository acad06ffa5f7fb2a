import { decodeText, type Run, stringsIn } from '@proclab/core';
import { descriptorOf } from './calls.ts';
import { nameOf } from './traffic.ts';

const WRITES: ReadonlySet<string> = new Set(['write', 'writev', 'pwrite64']);

/** A line that reached a file in a traced run. */
export interface WrittenLine {
  readonly text: string;
  /** When its newline was written, ms. */
  readonly at: number;
}

/** The lines that were written to the file of this path, by whomever; a line that was not finished is left out. */
export function linesWrittenTo(run: Run, path: string): readonly WrittenLine[] {
  const lines: WrittenLine[] = [];
  let begun = '';
  for (const call of run.trace?.calls ?? []) {
    const written = WRITES.has(call.name) && (call.result ?? 0) > 0;
    if (!written || nameOf(descriptorOf(call)?.target ?? '') !== path) continue;
    const bytes = stringsIn(call.args).join('').slice(0, call.result!);
    const [first = '', ...others] = bytes.split('\n');
    begun += first;
    for (const other of others) {
      lines.push({ text: decodeText(begun), at: call.at });
      begun = other;
    }
  }
  return lines;
}
