import type { CheckVerdict } from '@proclab/core';
import { byReason } from '../by-reason.ts';
import { cellsOf, cut } from './cells.ts';
import { exhibits } from './exhibit.ts';
import { indent, labelled } from './layout.ts';
import type { Pen } from './pen.ts';
import { processTree } from './process-tree.ts';
import { sourceLines } from './source-line.ts';
import { storyLines } from './story.ts';
import { visible } from './visible.ts';
import { wrap, wrapCommand } from './wrap.ts';

/** Cells of the name of a moment or a run. */
const LONGEST_NAME = 40;

/**
 * The failures of an exercise, each with what must be true, what was seen, the line of C, a hint, and the command
 * to see it alone. Failures that were seen at the same moment share one tree, drawn beside the first of them,
 * and so do failures with the same story;
 * those for which nothing was there to be seen share all but their names.
 */
export function failures(checks: readonly CheckVerdict[], pen: Pen): string[] {
  const drawn = new Set<string>();
  const isNew = (key: string): boolean => drawn.size < drawn.add(key).size;
  return byReason(checks.filter((check) => check.status === 'fail')).flatMap(([check, ...others]) => {
    const fresh = { tree: isNew(momentKey(check)), story: isNew(JSON.stringify(check.story)) };
    return ['', ...indent(failure(check, others, fresh, pen), 2)];
  });
}

function momentKey({ at, tree }: CheckVerdict): string {
  return JSON.stringify([at?.run, at?.moment, tree]);
}

function failure(
  check: CheckVerdict,
  others: readonly CheckVerdict[],
  fresh: { readonly tree: boolean; readonly story: boolean },
  pen: Pen,
): string[] {
  const { labels } = pen.words;
  const column = Math.max(...Object.values(labels).map(cellsOf)) + 2;
  const cells = pen.measure - 4 - column;
  const wide = pen.width - 4 - column;
  const part = (label: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : labelled(label, lines, column, pen);
  const text = (label: string, prose: string): string[] => part(label, wrap(prose, cells));
  return [
    ...headline(check, pen),
    ...indent(
      [
        ...text(labels.must, pen.say(check.expected)),
        ...text(labels.seen, pen.say(check.seen)),
        ...(check.at?.stuck === true ? indent(wrap(pen.words.stuck, cells), column) : []),
        ...indent(exhibits(check.exhibits, wide, pen), column),
        ...(others.length === 0
          ? []
          : text(labels.also, pen.words.sameReason(pen.words.list(others.map(({ id }) => visible(id)))))),
        ...(check.onlyUnder.length === 0 ? [] : text(labels.luck, pen.words.luck(check.onlyUnder))),
        ...(check.story === null || !fresh.story
          ? []
          : part(labels.story, storyLines(check.story, cells, pen))),
        ...(check.source === null ? [] : part(labels.line, sourceLines(check.source, wide, pen))),
        ...text(labels.hint, pen.say(check.hint)),
        ...(check.see === '' ? [] : part(labels.try, wrapCommand(visible(check.see), cells))),
        ...(fresh.tree && check.tree.length > 0 ? part(labels.tree, processTree(check.tree, wide, pen)) : []),
      ],
      2,
    ),
  ];
}

/** The sign, the id, and where it was seen; on a line of its own where the first is full. */
function headline({ id, at }: CheckVerdict, pen: Pen): string[] {
  const name = cut(visible(id), pen.measure - 4);
  const first = `${pen.ink.fail('✘')} ${pen.ink.strong(name)}`;
  if (at === null) return [first];
  const moment = at.moment === null ? null : cut(visible(at.moment), LONGEST_NAME);
  const where = pen.words.where({ ...at, moment, run: cut(visible(at.run), LONGEST_NAME) });
  return cellsOf(`✘ ${name}  ${where}`) <= pen.measure - 2
    ? [`${first}  ${pen.ink.faint(where)}`]
    : [first, ...indent(wrap(where, pen.measure - 4).map(pen.ink.faint), 2)];
}
