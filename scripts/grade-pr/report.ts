import { visible, type Language, type Text, type Verdict } from '@proclab/core';
import { terminalReport } from '@proclab/reporters';
import {
  annotations,
  githubSummary,
  inline,
  LARGEST_SUMMARY,
  workflowCommands,
  type Annotation,
} from '@proclab/reporters/github';
import type { Graded } from './grade-pull-request.ts';

/** More names than this nobody reads. */
const MOST_NAMES = 50;

/** The verdicts, in the order of their labs. */
export function verdictsOf({ outcomes }: Graded): Verdict[] {
  return [...outcomes.values()].flatMap((outcome) => (outcome.kind === 'graded' ? outcome.verdict : []));
}

/** 0 all points, 1 points missing, 2 a submission that cannot be taken, 3 the grader or the machine: the worst counts. */
export function statusOf({ outcomes }: Graded): number {
  return Math.max(0, ...[...outcomes.values()].map(({ status }) => status));
}

/** For a person at a terminal or in a log. No name can start a line of its own. */
export function textReport(graded: Graded, language: Language): string {
  const reports = verdictsOf(graded).map((verdict) =>
    terminalReport(verdict, { language, width: 100, color: false }),
  );
  const notes = remarks(graded, language).map(({ title, names }) =>
    [`${title}\n`, ...names.map((name) => `  ${name}\n`)].join(''),
  );
  return [...reports, ...notes].join('\n');
}

/** For the summary of a job on GitHub: never larger than GitHub takes. */
export function summary(graded: Graded, language: Language): string {
  const notes = remarks(graded, language)
    .map(({ title, names }) => `\n${inline(title)}\n${names.map((name) => `\n* ${inline(name)}`).join('')}\n`)
    .join('');
  const verdicts = verdictsOf(graded);
  if (verdicts.length === 0) return notes;
  return githubSummary(verdicts, language, LARGEST_SUMMARY - Buffer.byteLength(notes)) + notes;
}

/** For the log of a step on GitHub. A submission that cannot be taken loses all its points, so it comes first. */
export function commands(graded: Graded, language: Language): string {
  const refused = refusals(graded).map(([lab, why]): Annotation => ({
    kind: 'error',
    title: lab,
    message: [why],
    file: null,
  }));
  return workflowCommands([...refused, ...annotations(verdictsOf(graded), language)]);
}

interface Remark {
  readonly title: string;
  readonly names: readonly string[];
}

/** What there is to say beside the verdicts. */
function remarks(graded: Graded, language: Language): Remark[] {
  const { outcomes, removed, unknown, others } = graded;
  const remark = (title: Text, names: readonly string[]): Remark[] =>
    names.length === 0 ? [] : [{ title: title[language], names: few(names, language) }];
  return [
    ...(outcomes.size > 0 ? [] : [{ title: NOTHING[language], names: [] }]),
    ...remark(
      REFUSED,
      refusals(graded).map(([lab, why]) => `${lab}: ${why}`),
    ),
    ...remark(REMOVED, removed),
    ...remark(UNKNOWN, unknown.map(visible)),
    ...remark(OTHERS, others.map(visible)),
  ];
}

function refusals({ outcomes }: Graded): [lab: string, why: string][] {
  return [...outcomes].flatMap(([lab, outcome]) => (outcome.kind === 'refused' ? [[lab, outcome.why]] : []));
}

function few(names: readonly string[], language: Language): string[] {
  const left = names.length - MOST_NAMES;
  return left > 0 ? [...names.slice(0, MOST_NAMES), MORE[language](left)] : [...names];
}

const MORE = {
  zh: (count: number) => `……还有 ${count} 个`,
  en: (count: number) => `… and ${count} more`,
} as const;

const NOTHING: Text = {
  zh: '这个拉取请求没有改动任何可以评分的提交。',
  en: 'This pull request touches no submission that can be graded.',
};
const REFUSED: Text = {
  zh: '这些实验没有评分，因为提交不能收下，或者评分程序没有完成工作：',
  en: 'Not graded, as the submission cannot be taken or the grader could not do its work:',
};
const REMOVED: Text = {
  zh: '这些实验的提交被删除了，没有可评的：',
  en: 'Their submissions are removed, so that nothing is there to be graded:',
};
const UNKNOWN: Text = {
  zh: '目标分支没有这些实验，没有评分：',
  en: 'Not graded, as the base has no such labs:',
};
const OTHERS: Text = {
  zh: '拉取请求还改动了下面的内容；评分没有用到它们：',
  en: 'The pull request also changes what follows; nothing of it was used to grade:',
};
