import type { ProcessState } from '../evidence.ts';
import { PS_COLUMNS, type PsColumn } from './columns.ts';

/** The header as procps 4 prints it for PS_COMMAND. */
export function psHeader(): string {
  return row((column) => column.heading);
}

/** A process as `ps` would print it. */
export function psLine(process: ProcessState): string {
  const cells = psCells(process);
  return row((column) => cells[column.name]);
}

/** The cells that `ps` would print for a process. */
export function psCells(process: ProcessState): Record<PsColumn, string> {
  return {
    pid: String(process.pid),
    ppid: String(process.ppid),
    pgid: String(process.pgid),
    sid: String(process.sid),
    tty: process.tty ?? '?',
    stat: statOf(process),
    nlwp: String(process.threads),
    args: argsOf(process),
  };
}

/**
 * STAT as `ps` shows it: the state, then `s` for a session leader, `l` for several threads, `+` for
 * the foreground process group, ps(1), "PROCESS STATE CODES". Niceness and locked pages are not known here.
 */
export function statOf(process: ProcessState): string {
  const leader = process.sid === process.pid ? 's' : '';
  const threads = process.threads > 1 ? 'l' : '';
  const foreground = process.tpgid === process.pgid ? '+' : '';
  return process.state + leader + threads + foreground;
}

function argsOf(process: ProcessState): string {
  if (process.state === 'Z') return `[${process.comm}] <defunct>`;
  const args = process.argv.length > 0 ? process.argv.join(' ') : `[${process.comm}]`;
  return args.replaceAll(/\p{Cc}/gu, '?');
}

function row(cell: (column: (typeof PS_COLUMNS)[number]) => string): string {
  return PS_COLUMNS.map((column) => {
    const text = cell(column);
    return column.align === 'right' ? text.padStart(column.width) : text.padEnd(column.width);
  })
    .join(' ')
    .trimEnd();
}
