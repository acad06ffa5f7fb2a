import type { Language, Verdict } from '@proclab/core';
import { classroomReport } from './classroom.ts';
import type { FormatName } from './format-names.ts';
import { githubAnnotations } from './github-annotations.ts';
import { githubSummary } from './github-summary.ts';
import { gradescopeReport } from './gradescope.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { terminalReport } from './terminal/report.ts';

/** Writes the verdicts of one or more labs, to be kept in a file. */
export type Format = (verdicts: readonly Verdict[], language: Language) => string;

/** `json` of several verdicts is one document after the other, as jq(1) reads them. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  terminal: (verdicts, language) =>
    verdicts.map((verdict) => terminalReport(verdict, { language, width: 80, color: false })).join('\n'),
  json: (verdicts) => verdicts.map(jsonReport).join(''),
  junit: junitReport,
  'github-annotations': githubAnnotations,
  'github-summary': (verdicts, language) => githubSummary(verdicts, language),
  gradescope: gradescopeReport,
  classroom: classroomReport,
};
