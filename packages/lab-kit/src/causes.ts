/** Why a call failed: errno, as strerror(3) and errno(3) have it. */
export interface Reason {
  readonly name: string;
  readonly number: number;
  readonly text: string;
}

const ENOENT: Reason = { name: 'ENOENT', number: 2, text: 'No such file or directory' };
const EACCES: Reason = { name: 'EACCES', number: 13, text: 'Permission denied' };
const EISDIR: Reason = { name: 'EISDIR', number: 21, text: 'Is a directory' };

/** Statuses of a shell: the command was not found, or could not be executed; sh(1), "Exit status for commands". */
const NOT_FOUND = 127;
const NOT_EXECUTED = 126;

/** What may be said of a path that is not there, and of one that is, but is no program. */
export const ABSENT = { reasons: [ENOENT], status: NOT_FOUND } as const;
export const FORBIDDEN = { reasons: [EACCES], status: NOT_EXECUTED } as const;
export const NO_PROGRAM = { reasons: [EACCES, EISDIR], status: NOT_EXECUTED } as const;

/** Reasons any of which will do, and the status that a shell gives instead. */
export type Cause = { readonly reasons: readonly Reason[]; readonly status: number };

/**
 * Does a line give the cause of a failure? By the text or the name of the error; or by its number or a status behind a
 * word that says so, an equals sign or a bracket: bare digits may belong to a date.
 */
export function givesCause(line: string, { reasons, status }: Cause): boolean {
  if (
    reasons.some(({ name, text }) => line.toLowerCase().includes(text.toLowerCase()) || line.includes(name))
  )
    return true;
  return [status, ...reasons.map(({ number }) => number)].some((number) =>
    new RegExp(
      `(?:(?:errno|err|error|status|code|exit|exited|returned|with|错误|错误号|错误码|状态|状态码|退出码|返回|返回值)\\s*[:：]?|[=＝(（])\\s*${number}(?!\\d)`,
      'i',
    ).test(line),
  );
}
