import type { Exhibit, ProcessLife, WaitStatus } from '@proclab/core';

const COLUMNS = {
  PID: (life: ProcessLife) => String(life.pid),
  PPID: (life: ProcessLife) => (life.parent === null ? '-' : String(life.parent)),
  'BORN BY': (life: ProcessLife) => life.bornBy,
  END: (life: ProcessLife) => (life.ended === null ? 'running' : showStatus(life.ended.status)),
  'REAPED BY': (life: ProcessLife) => life.reaped?.by ?? (life.parent === null ? '-' : 'nobody'),
};

/** More lines than this are of no use to a reader. */
const MOST = 12;

/** Processes of a traced run as a table, one column marked. Who reaped the program itself is not traced. */
export function livesExhibit(lives: readonly ProcessLife[], marked: keyof typeof COLUMNS): Exhibit {
  const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const rows = [
    names as string[],
    ...lives.slice(0, MOST).map((life) => names.map((name) => COLUMNS[name](life))),
  ];
  const widths = names.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padStart(widths[column]!)).join(' '));
  const index = names.indexOf(marked);
  const from = widths.slice(0, index).reduce((sum, width) => sum + width + 1, 0);
  return {
    kind: 'process',
    lines: lives.length > MOST ? [...lines, `… ${lives.length - MOST}`] : lines,
    marked: [from, from + widths[index]!],
  };
}

/** What processes wrote to the terminal, each line with its writer in front, as strace does it. */
export function printedExhibit(lives: readonly ProcessLife[]): Exhibit {
  const lines = lives.slice(0, MOST).flatMap((life) =>
    (life.printed || '(nothing)')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .slice(0, MOST)
      .map((line) => `[pid ${life.pid}] ${line}`),
  );
  return { kind: 'output', lines, marked: null };
}

/** `exit 7` or `SIGSEGV`. */
export function showStatus(status: WaitStatus): string {
  return status.kind === 'exited' ? `exit ${status.code}` : status.signal;
}
