import type { Language } from '@proclab/core';
import type { Outcome } from './attempt.ts';
import type { Trial } from './trials.ts';

/** A table of how often which signal came in which phase, and of whoever got it; then the sum. */
export function summary(
  outcomes: readonly { readonly trial: Trial; readonly outcome: Outcome }[],
  language: Language,
): string {
  const signals = ['SIGKILL', 'SIGINT', 'SIGTERM'] as const;
  const rows = [...new Set(outcomes.flatMap(({ outcome }) => [outcome.phase, `→ ${outcome.hit}`]))].sort();
  const width = Math.max(...rows.map(({ length }) => length));
  const cell = (row: string, signal: string) =>
    outcomes.filter(
      ({ trial, outcome }) => trial.signal === signal && [outcome.phase, `→ ${outcome.hit}`].includes(row),
    ).length;
  const table = rows.map(
    (row) => `${row.padEnd(width)}${signals.map((each) => String(cell(row, each)).padStart(9)).join('')}`,
  );
  const bad = outcomes.filter(({ outcome }) => outcome.complaints.length > 0).length;
  const sum = {
    zh: `${outcomes.length} 次，其中 ${bad} 次有问题。`,
    en: `${outcomes.length} times, of which something was wrong: ${bad}.`,
  };
  return [
    `${''.padEnd(width)}${signals.map((each) => each.padStart(9)).join('')}`,
    ...table,
    sum[language],
    '',
  ].join('\n');
}
