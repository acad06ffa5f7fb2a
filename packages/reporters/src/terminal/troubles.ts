import type { ExerciseVerdict, Fault, LimitHit } from '@proclab/core';
import { cellsOf } from './cells.ts';
import { hanging, indent, labelled } from './layout.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** Limits that the program hit, by name; each once, however many runs hit it. */
export function limitsHit({ limits }: Pick<ExerciseVerdict, 'limits'>, pen: Pen): string[] {
  if (limits.length === 0) return [];
  const { heading, names } = pen.words.limits;
  const distinct = [...new Map(limits.map((hit) => [JSON.stringify([hit.limit, hit.what]), hit])).values()];
  const column = Math.max(...distinct.map((hit) => cellsOf(names[hit.limit]))) + 2;
  const told = (hit: LimitHit): string[] =>
    labelled(names[hit.limit], wrap(pen.say(hit.what), pen.measure - 4 - column), column, pen);
  return ['', `  ${pen.ink.unsure(heading)}`, ...indent(distinct.flatMap(told), 4)];
}

/** Faults of the grader or the machine, each once, with what removes it. */
export function graderFaults({ faults }: Pick<ExerciseVerdict, 'faults'>, pen: Pen): string[] {
  if (faults.length === 0) return [];
  const distinct = [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
  const { remedy } = pen.words;
  const column = cellsOf(remedy) + 2;
  const told = (fault: Fault): string[] => [
    ...wrap(pen.words.fault(pen.say(fault.what), visible(fault.code)), pen.measure - 4),
    ...labelled(remedy, wrap(pen.say(fault.remedy), pen.measure - 4 - column), column, pen),
  ];
  return [
    '',
    ...indent(hanging(pen.ink.fault('!'), pen.words.faults, pen.measure - 2), 2),
    ...indent(distinct.flatMap(told), 4),
  ];
}
