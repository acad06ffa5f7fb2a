import { closeSync, constants, fstatSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile, Text } from '@proclab/core';
import { UsageError } from '../cli/grader-error.ts';
import { visible } from '../cli/visible.ts';

/** More than any solution needs, bytes. */
export const LARGEST_SOURCE = 1 << 20;
export const MOST_SOURCES = 200;
/** C sources and headers, and what starts a program at boot or configures it. */
export const TAKEN = /\.(c|h|sh|service|conf)$|^(rc\.local|inittab|crontab)$/;
export const PLAIN_NAME = /^[\w][\w.+-]*$/;

/**
 * Reads the C sources of a submission's folder, and the scripts, units and configuration beside them; other files are
 * left alone. Only regular
 * files are opened, and none is followed elsewhere or waited for. Throws a UsageError that names
 * the file when one of them cannot be taken.
 */
export function readSubmission(folder: string): SourceFile[] {
  const names = namesIn(folder).filter((name) => TAKEN.test(name));
  if (!names.some((name) => name.endsWith('.c'))) {
    throw new UsageError(
      'SUBMISSION_EMPTY',
      { zh: `${visible(folder)} 里没有 .c 文件。`, en: `There is no .c file in ${visible(folder)}.` },
      {
        zh: '把要评分的 C 文件放进去，再评一次。',
        en: 'Put the C files to be graded there and grade again.',
      },
    );
  }
  if (names.length > MOST_SOURCES) {
    throw refused(folder, `${names.length}`, {
      zh: `C 文件太多（${names.length} 个，最多 ${MOST_SOURCES} 个）`,
      en: `there are too many C files (${names.length}; ${MOST_SOURCES} at most)`,
    });
  }
  return names.sort().map((name) => ({ path: name, text: readSource(folder, name) }));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new UsageError(
      'SUBMISSION_UNREADABLE',
      {
        zh: `读不了文件夹 ${visible(folder)}：${reason(error).zh}。`,
        en: `The folder ${visible(folder)} cannot be read: ${reason(error).en}.`,
      },
      { zh: '请检查路径和权限。', en: 'Check its path and its permissions.' },
    );
  }
}

function readSource(folder: string, name: string): string {
  if (!PLAIN_NAME.test(name)) {
    throw refused(folder, name, {
      zh: '文件名里有空白、换行或特殊字符',
      en: 'its name has blanks, newlines or other special characters',
    });
  }
  const bytes = readRegularFile(folder, name);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(folder, name, { zh: '内容不是 UTF-8 文本', en: 'its content is not UTF-8 text' });
  }
}

function readRegularFile(folder: string, name: string): Buffer {
  let descriptor: number;
  try {
    // O_NOFOLLOW and O_NONBLOCK: neither a link nor a FIFO leads anywhere, open(2).
    descriptor = openSync(
      join(folder, name),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
  } catch (error) {
    throw refused(folder, name, reason(error));
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile())
      throw refused(folder, name, { zh: '它不是普通文件', en: 'it is not a regular file' });
    if (status.size > LARGEST_SOURCE) {
      throw refused(folder, name, {
        zh: `它有 ${status.size} 字节，最多 ${LARGEST_SOURCE} 字节`,
        en: `it has ${status.size} bytes; ${LARGEST_SOURCE} at most`,
      });
    }
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function reason(error: unknown): Text {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const known: Readonly<Record<string, Text>> = {
    ENOENT: { zh: '它不存在', en: 'it does not exist' },
    ENOTDIR: { zh: '它不是文件夹', en: 'it is not a folder' },
    EACCES: { zh: '没有读权限', en: 'it may not be read' },
    ELOOP: { zh: '它是符号链接', en: 'it is a symbolic link' },
    ENXIO: { zh: '它不是普通文件', en: 'it is not a regular file' },
  };
  return known[code] ?? { zh: code, en: code };
}

function refused(folder: string, name: string, why: Text): UsageError {
  return new UsageError(
    'SUBMISSION_FILE',
    {
      zh: `不能收下 ${visible(folder)} 里的“${visible(name)}”：${why.zh}。`,
      en: `"${visible(name)}" in ${visible(folder)} cannot be taken: ${why.en}.`,
    },
    {
      zh: '改好或移走它，再评一次；文件没有被改动。',
      en: 'Mend it or move it away, then grade again; nothing was changed.',
    },
  );
}
