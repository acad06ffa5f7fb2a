import type { Diagnostic, ExerciseVerdict, Language, Verdict } from '@proclab/core';
import { byReason } from './by-reason.ts';
import { losses, type Loss } from './losses.ts';
import { points } from './terminal/layout.ts';
import type { Pen } from './terminal/pen.ts';
import { clip, visible } from './terminal/visible.ts';
import { plainPen, told } from './told.ts';

/** A remark at a line of a file of the repository, or at none. */
export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice';
  readonly title: string;
  /** Lines, which may hold anything. */
  readonly message: readonly string[];
  readonly file: string | null;
  readonly line?: number;
  readonly column?: number;
}

/** GitHub shows so many of each kind that one step makes; docs.github.com, "Workflow commands". */
const MOST_OF_A_KIND = 10;
/** The runner cuts what is longer (ExecutionContext.AddIssue of github.com/actions/runner). */
const LONGEST_MESSAGE = 4000;
const LONGEST_TITLE = 200;

/** Verdicts as annotations of GitHub Actions: workflow commands, to be printed to the log of a step. */
export function githubAnnotations(verdicts: readonly Verdict[], language: Language): string {
  return workflowCommands(annotations(verdicts, language));
}

/**
 * An error for each loss of points, at the line of C that is most likely responsible, the most valuable first; a warning
 * for each of the compiler's warnings; a notice for what could not be judged through no fault of the student.
 */
export function annotations(verdicts: readonly Verdict[], language: Language): Annotation[] {
  const pen = plainPen(language);
  const exercises = verdicts.flatMap((verdict) =>
    verdict.exercises.map((exercise) => ({ verdict, exercise })),
  );
  return [
    ...losses(verdicts).map((loss) => lossAnnotation(loss, pen)),
    ...exercises.flatMap(({ verdict, exercise }) => warnings(verdict, exercise)),
    ...exercises.flatMap(({ verdict, exercise }) => notices(verdict, exercise, pen)),
  ];
}

function lossAnnotation(loss: Loss, pen: Pen): Annotation {
  const { verdict, exercise, checks, points: lost } = loss;
  const name = `${verdict.lab}/${exercise.exercise}`;
  const cost = pen.words.overview.lost(points(lost));
  if (exercise.build.status !== 'built') return { ...brokenBuild(loss, pen), title: `${name} (${cost})` };
  const { labels, sameReason, list } = pen.words;
  const [check, ...others] = checks;
  const source = checks.find((each) => each.source !== null)?.source;
  const parts = [
    [labels.must, pen.say(check.expected)],
    [labels.seen, pen.say(check.seen)],
    [labels.also, others.length === 0 ? '' : sameReason(list(others.map(({ id }) => id)))],
    [labels.hint, check.status === 'fail' ? pen.say(check.hint) : ''],
    [labels.try, check.see],
  ];
  return {
    kind: 'error',
    title: `${name} ${check.id} (${cost})`,
    message: parts.filter(([, text]) => text !== '').map(([label, text]) => `${label}  ${text}`),
    ...placeOf(verdict, source ?? undefined),
  };
}

/** At the first of the compiler's errors, where there are any. */
function brokenBuild({ verdict, exercise, checks }: Loss, pen: Pen): Omit<Annotation, 'title'> {
  const errors = exercise.build.programs
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ level }) => level === 'error');
  const [heading = ''] = told(exercise, checks, pen);
  return {
    kind: 'error',
    message: [heading, ...errors.map(({ file, line, message }) => `${file}:${line}  ${message}`)],
    ...placeOf(verdict, errors[0]),
  };
}

function warnings(verdict: Verdict, { exercise, build }: ExerciseVerdict): Annotation[] {
  return build.programs
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ level }) => level === 'warning')
    .map((diagnostic) => ({
      kind: 'warning',
      title: `${verdict.lab}/${exercise} gcc ${diagnostic.option ?? ''}`.trimEnd(),
      message: [diagnostic.message],
      ...placeOf(verdict, diagnostic),
    }));
}

function notices(verdict: Verdict, { exercise, checks }: ExerciseVerdict, pen: Pen): Annotation[] {
  return byReason(checks.filter(({ status }) => status === 'error')).map((group) => ({
    kind: 'notice',
    title: `${verdict.lab}/${exercise}`,
    message: [pen.words.notJudged(pen.words.list(group.map(({ id }) => id))), pen.say(group[0].seen)],
    file: null,
  }));
}

/** gcc names headers of the system by a whole path, which is no file of the repository, and gives line 0 for none. */
function placeOf(
  { submission }: Verdict,
  at: Pick<Diagnostic, 'file' | 'line' | 'column'> | undefined,
): Pick<Annotation, 'file' | 'line' | 'column'> {
  if (at === undefined || at.file === '' || at.file.startsWith('/')) return { file: null };
  const file = `${submission}/${at.file}`;
  return at.line > 0 ? { file, line: at.line, column: Math.max(1, at.column) } : { file };
}

/**
 * As many of each kind as GitHub shows, each as a workflow command on a line of its own. Whatever stands in a text
 * stays in its place: the runner ends a command at the end of its line, and its properties at the first `::`.
 */
export function workflowCommands(all: readonly Annotation[]): string {
  return (['error', 'warning', 'notice'] as const)
    .flatMap((kind) => all.filter((each) => each.kind === kind).slice(0, MOST_OF_A_KIND))
    .map((annotation) => `${command(annotation)}\n`)
    .join('');
}

function command({ kind, title, message, file, line, column }: Annotation): string {
  const properties = Object.entries({ file, line, col: column, title: clip(visible(title), LONGEST_TITLE) })
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}=${escapedProperty(visible(String(value)))}`);
  const text = clip(message.map(visible).join('\n'), LONGEST_MESSAGE);
  return `::${kind} ${properties.join(',')}::${escaped(text)}`;
}

/** What toolkit's own command.ts escapes in a message (github.com/actions/toolkit, packages/core). */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
