import type { ExerciseVerdict, Language, Verdict } from '@proclab/core';
import { losses, type Loss } from './losses.ts';
import { fenced, inline, table } from './markdown.ts';
import { points } from './terminal/layout.ts';
import type { Pen } from './terminal/pen.ts';
import { countByStatus } from './terminal/totals.ts';
import { graderFaults, limitsHit } from './terminal/troubles.ts';
import { dedented, machineRemarks, plainPen, told } from './told.ts';

/** GitHub takes no summary of a step that is larger, bytes; docs.github.com, "Workflow commands", job summaries. */
export const LARGEST_SUMMARY = 1 << 20;

/**
 * Verdicts as a job summary of GitHub Actions, in Markdown: a table of all exercises, limits and faults, and the
 * failures, the most valuable first, as many as fit into so many bytes. All that comes from a submission stands
 * in blocks of code or is escaped.
 */
export function githubSummary(
  verdicts: readonly Verdict[],
  language: Language,
  largest: number = LARGEST_SUMMARY,
): string {
  const pen = plainPen(language);
  const exercises = verdicts.flatMap((verdict) =>
    verdict.exercises.map((exercise) => ({ verdict, exercise })),
  );
  const remarks = machineRemarks(verdicts, pen);
  const always = [
    ...overview(verdicts, pen),
    ...exercises.flatMap(({ verdict, exercise }) => troubles(verdict, exercise, pen)),
    ...(remarks.length === 0 ? [] : ['', ...fenced(remarks)]),
  ];
  return fitting(block(always), losses(verdicts), pen, largest);
}

function overview(verdicts: readonly Verdict[], pen: Pen): string[] {
  const { overview: words, total } = pen.words;
  const score = ({ earned, possible }: Verdict['points']) => `${points(earned)}/${points(possible)}`;
  const rows = verdicts.flatMap((verdict) => [
    [
      `**${inline(verdict.lab)} ${inline(pen.say(verdict.title))}**`,
      '',
      `**${score(verdict.points)}**`,
      total.counts(countByStatus(verdict.exercises.flatMap(({ checks }) => checks))),
    ],
    ...verdict.exercises.map((exercise) => [
      '',
      `${inline(exercise.exercise)} ${inline(pen.say(exercise.title))}`,
      score(exercise.points),
      total.counts(countByStatus(exercise.checks)),
    ]),
  ]);
  return table([words.lab, words.exercise, words.points, words.checks], rows, [2]);
}

function troubles(verdict: Verdict, exercise: ExerciseVerdict, pen: Pen): string[] {
  const lines = dedented([...limitsHit(exercise, pen), ...graderFaults(exercise, pen)]);
  return lines.length === 0 ? [] : ['', heading(verdict, exercise), '', ...fenced(lines)];
}

function heading({ lab }: Verdict, { exercise }: ExerciseVerdict): string {
  return `${inline(lab)}/${inline(exercise)}`;
}

/** A summary that is too large would be dropped whole. */
function fitting(start: string, all: readonly Loss[], pen: Pen, largest: number): string {
  const more = (count: number) =>
    block(['', pen.words.overview.moreLosses(count, points(sum(all.slice(all.length - count))))]);
  let room = largest - Buffer.byteLength(start) - Buffer.byteLength(more(all.length));
  const shown: string[] = [];
  for (const loss of all) {
    const text = block(details(loss, pen));
    room -= Buffer.byteLength(text);
    if (room < 0) break;
    shown.push(text);
  }
  const left = all.length - shown.length;
  return [start, ...shown, ...(left > 0 ? [more(left)] : [])].join('');
}

function details({ verdict, exercise, checks, points: lost }: Loss, pen: Pen): string[] {
  const [check] = checks;
  const ids = checks.map(({ id }) => inline(id)).join(', ');
  const cost = pen.words.overview.lost(points(lost));
  const title = `${heading(verdict, exercise)} <b>${ids}</b> (${cost}): ${inline(pen.say(check.seen))}`;
  return [
    '',
    `<details><summary>${title}</summary>`,
    '',
    ...fenced(told(exercise, checks, pen)),
    '',
    '</details>',
  ];
}

function sum(all: readonly Loss[]): number {
  return all.reduce((total, { points: lost }) => total + lost, 0);
}

function block(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
