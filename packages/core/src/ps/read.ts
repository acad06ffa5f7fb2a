import { PS_COLUMNS, type PsColumn } from './columns.ts';

/** One process as `ps` printed it. */
export interface PsRow {
  readonly pid: number;
  /** The line exactly as printed. */
  readonly line: string;
  readonly cells: Readonly<Record<PsColumn, string>>;
}

export interface PsTable {
  /** The header line exactly as printed; empty if the output does not begin with it. */
  readonly header: string;
  readonly rows: readonly PsRow[];
}

const HEADER = new RegExp(`^\\s*${PS_COLUMNS.map((column) => column.heading).join('\\s+')}\\s*$`);

/**
 * Takes the output of PS_COMMAND apart. Lines that are no row, such as the half line of a `ps` that
 * was killed, are left out; an output without the header gives no rows at all. procps escapes
 * newlines in command lines, so that no process can add a row.
 */
export function readPs(output: string): PsTable {
  const [header = '', ...lines] = output.split('\n');
  if (!HEADER.test(header)) return { header: '', rows: [] };
  return { header, rows: lines.map(readRow).filter((row) => row !== null) };
}

/** Drops the row of `ps` itself: entered from outside with nsenter(1), it has PPID 0 without being PID 1. */
export function withoutPsItself(rows: readonly PsRow[]): PsRow[] {
  return rows.filter((row) => row.pid === 1 || row.cells.ppid !== '0');
}

function readRow(line: string): PsRow | null {
  const match = /^\s*(\d+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\d+)(?: (.*))?$/.exec(line);
  if (match === null) return null;
  const [, pid = '', ppid = '', pgid = '', sid = '', tty = '', stat = '', nlwp = '', args = ''] = match;
  return { pid: Number(pid), line, cells: { pid, ppid, pgid, sid, tty, stat, nlwp, args } };
}
