import {
  type Exhibit,
  type Moment,
  type ProcessState,
  psExhibit,
  type PsColumn,
  type Text,
} from '@proclab/core';

/** The values of a process that a check can ask for. */
export interface FieldValues {
  ppid: number;
  pgid: number;
  sid: number;
  /** `pts/0`, or null for none. */
  tty: string | null;
  cwd: string;
  umask: number;
  threads: number;
}

export type FieldName = keyof FieldValues;

/** How a value of a process is named, read and written. */
export interface Field<T> {
  readonly label: Text;
  /** The column of ps that shows it; null when only /proc does. */
  readonly column: PsColumn | null;
  /** Undefined when it could not be read. */
  readonly read: (process: ProcessState) => T | undefined;
  readonly show: (value: T) => string;
}

const same = (label: string): Text => ({ zh: label, en: label });

/** All fields by their names in a check. */
export const FIELDS: { readonly [name in FieldName]: Field<FieldValues[name]> } = {
  ppid: { label: same('PPID'), column: 'ppid', read: (process) => process.ppid, show: String },
  pgid: { label: same('PGID'), column: 'pgid', read: (process) => process.pgid, show: String },
  sid: { label: same('SID'), column: 'sid', read: (process) => process.sid, show: String },
  tty: { label: same('TTY'), column: 'tty', read: (process) => process.tty, show: (tty) => tty ?? '?' },
  cwd: {
    label: { zh: '工作目录', en: 'working directory' },
    column: null,
    read: (process) => process.cwd ?? undefined,
    show: (path) => path,
  },
  umask: {
    label: same('umask'),
    column: null,
    read: (process) => process.umask ?? undefined,
    show: (mask) => mask.toString(8).padStart(4, '0'),
  },
  threads: {
    label: { zh: '线程数', en: 'threads' },
    column: 'nlwp',
    read: (process) => process.threads,
    show: String,
  },
};

/** The line that a field was read from: a row of ps where ps shows it, else the file in /proc. */
export function fieldExhibit(name: FieldName, process: ProcessState, moment: Moment): Exhibit {
  const { column, read, show } = FIELDS[name] as Field<unknown>;
  if (column !== null) return psExhibit(moment, [process.pid], column);
  const value = read(process);
  const file = name === 'cwd' ? `/proc/${process.pid}/cwd -> ` : `/proc/${process.pid}/status: Umask: `;
  return { kind: 'process', lines: [file + (value === undefined ? '?' : show(value))], marked: null };
}
