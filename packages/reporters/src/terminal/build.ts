import type { Diagnostic, ExerciseVerdict } from '@proclab/core';
import { cellsOf, cut, cutStart, expandTabs } from './cells.ts';
import { GUTTER, hanging, indent, labelled } from './layout.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

type Build = ExerciseVerdict['build'];

const MOST_LOG_LINES = 20;
const MOST_WARNINGS = 4;

/** What the compiler had to say; nothing when it said nothing. */
export function buildReport(build: Build, pen: Pen): string[] {
  const lines = build.status === 'built' ? warnings(build, pen) : brokenBuild(build, pen);
  return lines.length === 0 ? [] : ['', ...indent(lines, 2)];
}

function brokenBuild({ status, programs }: Build, pen: Pen): string[] {
  // The machine could compile nothing: that is told as a fault.
  if (programs.length === 0) return [];
  const { build, list } = pen.words;
  const names = list(programs.map(({ program }) => visible(program)));
  const missing = programs.flatMap((program) => program.missing).map(visible);
  const broken = programs.filter(({ log }) => log !== '');
  const headings = {
    built: '',
    missing: build.missing(list(missing)),
    limit: build.limit(names),
    failed: build.failed(broken.length > 0 ? list(broken.map(({ program }) => visible(program))) : names),
  };
  return [
    ...hanging(pen.ink.fail('✘'), headings[status], pen.measure - 2),
    ...broken.flatMap(({ command, log }) => [
      ...indent([pen.ink.faint(cut(`$ ${visible(command)}`, pen.width - 4))], 2),
      ...indent(compilerLog(log, pen.width - 4, pen), 2),
    ]),
  ];
}

/** The log from its beginning, or from its first error where warnings would push that out of sight. */
export function compilerLog(log: string, cells: number, pen: Pen): string[] {
  const lines = log.trimEnd().split(/\r?\n/);
  const firstError = lines.findIndex((line) => /\berror:|undefined reference/.test(line));
  const start = firstError >= MOST_LOG_LINES - 4 ? firstError : 0;
  const shown = lines.slice(start, start + MOST_LOG_LINES);
  const left = lines.length - start - shown.length;
  const room = cells - cellsOf(GUTTER);
  return [
    ...(start > 0 ? [pen.ink.faint(pen.words.earlierLines(start))] : []),
    ...shown.flatMap((line) => logLine(line, room)),
    ...(left > 0 ? [pen.ink.faint(pen.words.moreLines(left))] : []),
  ].map((line) => (pen.ink.faint(GUTTER) + line).trimEnd());
}

/** Messages are wrapped; what gcc quotes of the source (`  23 | …`) is cut, or its carets would lose their place. */
function logLine(line: string, cells: number): string[] {
  const shown = visible(expandTabs(line.slice(0, 1000)));
  if (/^ *\d* \|/.test(shown)) return [cut(shown, cells)];
  return wrap(shown, cells - 2)
    .slice(0, 4)
    .map((part, index) => (index === 0 ? part : `  ${part}`));
}

function warnings({ programs }: Build, pen: Pen): string[] {
  const all = programs.flatMap(({ diagnostics }) => diagnostics).filter(({ level }) => level === 'warning');
  if (all.length === 0) return [];
  const shown = all.slice(0, MOST_WARNINGS);
  const places = shown.map((each) => cutStart(placeOf(each), Math.floor(pen.measure / 3)));
  const column = Math.max(...places.map(cellsOf)) + 2;
  const left = all.length - shown.length;
  return [
    pen.ink.unsure(pen.words.build.warnings(all.length)),
    ...indent(
      [
        ...shown.flatMap((each, index) =>
          labelled(
            places[index] ?? '',
            wrap(messageOf(each), pen.measure - 4 - column).slice(0, 4),
            column,
            pen,
          ),
        ),
        ...(left > 0 ? [pen.ink.faint(pen.words.build.moreWarnings(left))] : []),
      ],
      2,
    ),
  ];
}

/** gcc gives no place to a message that concerns the whole command, and sometimes no column. */
function placeOf({ file, line, column }: Diagnostic): string {
  return [visible(file), line, column].filter((part) => part !== '' && part !== 0).join(':');
}

function messageOf({ message, option }: Diagnostic): string {
  return visible(message) + (option === null ? '' : ` [${visible(option)}]`);
}
