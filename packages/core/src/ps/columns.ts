/** One column of the `ps` table that proclab shows. */
interface Column {
  /** Its keyword after `-o`, ps(1), "STANDARD FORMAT SPECIFIERS". */
  readonly name: string;
  /** What procps prints above it. */
  readonly heading: string;
  readonly align: 'left' | 'right';
  /** Least width in cells; procps separates columns by one blank more. */
  readonly width: number;
}

/**
 * The columns of the `ps` table, in order. Only the last one may hold blanks, so that a row can be
 * taken apart at its blanks even where a wide value pushes the rest out of line.
 */
export const PS_COLUMNS = [
  { name: 'pid', heading: 'PID', align: 'right', width: 7 },
  { name: 'ppid', heading: 'PPID', align: 'right', width: 7 },
  { name: 'pgid', heading: 'PGID', align: 'right', width: 7 },
  { name: 'sid', heading: 'SID', align: 'right', width: 7 },
  { name: 'tty', heading: 'TT', align: 'left', width: 8 },
  { name: 'stat', heading: 'STAT', align: 'left', width: 4 },
  { name: 'nlwp', heading: 'NLWP', align: 'right', width: 4 },
  { name: 'args', heading: 'COMMAND', align: 'left', width: 7 },
] as const satisfies readonly Column[];

/** A column by its keyword: `ppid`, `tty`. */
export type PsColumn = (typeof PS_COLUMNS)[number]['name'];

/** A column by what stands above it: `PPID`, `TT`. */
export type PsHeading = (typeof PS_COLUMNS)[number]['heading'];

/** What follows `ps` on the command line that a student can type. */
export const PS_ARGUMENTS: readonly string[] = ['-eo', PS_COLUMNS.map((column) => column.name).join(',')];

/** The command that a student can type: `ps -eo pid,ppid,…`. */
export const PS_COMMAND = ['ps', ...PS_ARGUMENTS].join(' ');

/** The heading of a column, given by its keyword or by its heading. */
export function headingOf(column: PsColumn | PsHeading): PsHeading {
  return PS_COLUMNS.find(({ name }) => name === column)?.heading ?? (column as PsHeading);
}

/**
 * Where the cells of a column stand in each line, as [from, to) in terminal cells, or null if the
 * header lacks it. A right-aligned number may be wider than its heading: its room begins where a
 * right-aligned heading before it ends. A left-aligned cell has the room up to the next heading; the
 * last column has no end: `to` is Infinity.
 */
export function columnRange(
  header: string,
  column: PsColumn | PsHeading,
): readonly [from: number, to: number] | null {
  const words = [...header.matchAll(/\S+/g)].map((word) => ({
    text: word[0],
    from: word.index,
    to: word.index + word[0].length,
  }));
  const index = words.findIndex((word) => word.text === headingOf(column));
  const word = words[index];
  if (word === undefined) return null;
  if (!isRightAligned(word.text)) return [word.from, words[index + 1]?.from ?? Infinity];
  const previous = words[index - 1];
  if (previous === undefined) return [0, word.to];
  return [isRightAligned(previous.text) ? previous.to : word.from, word.to];
}

function isRightAligned(heading: string): boolean {
  return PS_COLUMNS.some((column) => column.heading === heading && column.align === 'right');
}
