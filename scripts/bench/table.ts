import type { Language, Text } from '@proclab/core';
import { cellsOf, padEnd, padStart } from '../../packages/reporters/src/terminal/cells.ts';
import type { Machine } from './machine.ts';
import type { Aim, Result, RowResult } from './section.ts';

const COLUMNS: readonly Text[] = [
  { zh: '中位数', en: 'median' },
  { zh: '倍数', en: 'ratio' },
  { zh: '中间一半', en: 'middle half' },
  { zh: '相差', en: 'difference' },
  { zh: '目标', en: 'aim' },
];
/** Cells of the first column; wider names push the others away from the edge, not out of line. */
const NAME = 38;

/** What stands above all tables. */
export function heading(machine: Machine, language: Language): string {
  const { kernel, node, cpus, load } = machine;
  return {
    zh: `${kernel}，Node ${node}，${cpus} 个 CPU，负载 ${load.toFixed(1)}\n每节之内轮流测量，倍数与相差都对该节第一行而言；不同次运行的数字不可相比。\n`,
    en: `${kernel}, Node ${node}, ${cpus} CPUs, load ${load.toFixed(1)}\nThe rows of a section are measured in turn and compared with its first; figures of different runs do not compare.\n`,
  }[language];
}

/** One section as a table: a title with the number of rounds, the columns' headings, and a line for each row. */
export function table({ section, rounds, rows }: Result, language: Language): string {
  const title = {
    zh: `${section.title.zh}（${rounds} 轮）`,
    en: `${section.title.en} (${rounds} ${rounds === 1 ? 'round' : 'rounds'})`,
  }[language];
  const lines = [
    [title, ...COLUMNS.map((column) => column[language])],
    ...rows.map((row, index) => [`  ${row.row.name[language]}`, ...cells(row, index === 0)]),
  ];
  const widths = COLUMNS.map((_, index) =>
    Math.max(8, ...lines.map((line) => cellsOf(line[index + 1] ?? ''))),
  );
  const first = Math.max(NAME, ...lines.map(([name = '']) => cellsOf(name)));
  return lines
    .map(([name = '', ...rest]) =>
      [padEnd(name, first), ...rest.map((cell, index) => padStart(cell, widths[index] ?? 0))].join('  '),
    )
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function cells({ row, median, times, middleHalf, more, met }: RowResult, isBase: boolean): string[] {
  if (isBase) return [milliseconds(median), '', '', '', ''];
  return [
    milliseconds(median),
    ratio(times),
    middleHalf.map((each) => each.toFixed(2)).join(' – '),
    `${more < 0 ? '−' : '+'}${milliseconds(Math.abs(more))}`,
    row.aim ? `${limit(row.aim)} ${met ? '✔' : '✘'}` : '',
  ];
}

function limit(aim: Aim): string {
  return 'times' in aim ? `≤ ${ratio(aim.times)}` : `≤ +${aim.more} ms`;
}

function ratio(times: number): string {
  return `${times.toFixed(2)} ×`;
}

/** `3.9 ms`, `412 ms`, `9.2 s` */
function milliseconds(ms: number): string {
  if (ms >= 9950) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms.toFixed(ms < 99.5 ? 1 : 0)} ms`;
}
