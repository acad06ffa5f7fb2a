import type { Machine } from './machine.ts';
import type { Result } from './section.ts';

/** Everything as one JSON document. Times are ms; `times` and `more` compare with the first row of the section. */
export function asJson(machine: Machine, results: readonly Result[]): string {
  const sections = results.map(({ section, rounds, rows }) => ({
    id: section.id,
    rounds,
    rows: rows.map(({ row, met, ...comparison }) => ({
      id: row.id,
      ...comparison,
      aim: row.aim ?? null,
      met,
    })),
  }));
  return `${JSON.stringify({ format: 'proclab-bench', version: 1, machine, sections }, null, 2)}\n`;
}
