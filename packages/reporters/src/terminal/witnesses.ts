import type { CheckVerdict } from '@proclab/core';
import { cut } from './cells.ts';
import { indent } from './layout.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

const LONGEST_ID = 30;

/** What each check rests on: of a process that lives a millisecond the trace tells, of others ps. */
export function witnesses(checks: readonly CheckVerdict[], pen: Pen): string[] {
  const groups = new Map<string, string[]>();
  for (const { id, status, witness } of checks) {
    if (witness === null || (status !== 'pass' && status !== 'fail')) continue;
    const name = pen.words.witnesses[witness];
    groups.set(name, [...(groups.get(name) ?? []), cut(visible(id), LONGEST_ID)]);
  }
  const [[only = ''] = []] = groups;
  const parts = [...groups].map(([name, ids]) => pen.words.seenWith(name, pen.words.list(ids)));
  const text = groups.size > 1 ? pen.words.sentence(parts) : pen.words.allSeenWith(only);
  return groups.size === 0 ? [] : ['', ...indent(wrap(text, pen.measure - 2).map(pen.ink.faint), 2)];
}
