import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError, visible, type Text } from '@proclab/core';
import {
  LARGEST_SOURCE,
  MOST_SOURCES,
  PLAIN_NAME,
  TAKEN,
} from '@proclab/grader/src/submission/read-submission.ts';
import type { Entry, Repository } from './git.ts';

/** More than any solution needs, bytes of all files together. */
const LARGEST_SUBMISSION = 8 << 20;

/**
 * Which files of a submission are taken from a pull request, as `grade` would take them from a folder: C sources,
 * scripts and configuration. Nothing has been read of them yet but name, mode and size. Throws a UsageError that
 * names the file when one cannot be taken.
 */
export function chooseFiles(entries: readonly Entry[]): Entry[] {
  for (const { mode, name } of entries) {
    const kind = NEVER_TAKEN[mode];
    if (kind) throw refused(name, kind);
  }
  const taken = entries.filter(({ name }) => TAKEN.test(name));
  if (taken.length > MOST_SOURCES) {
    throw refused(taken[0]?.name ?? '', {
      zh: `一共有 ${taken.length} 个文件，最多 ${MOST_SOURCES} 个`,
      en: `it is one of ${taken.length} files, and ${MOST_SOURCES} are the most`,
    });
  }
  const folded = new Map<string, string>();
  for (const { type, name, size } of taken) {
    if (type !== 'blob') throw refused(name, { zh: '它不是文件', en: 'it is not a file' });
    if (!PLAIN_NAME.test(name)) {
      throw refused(name, {
        zh: '文件名里有空白、换行或特殊字符',
        en: 'its name has blanks, newlines or other special characters',
      });
    }
    if (size > LARGEST_SOURCE) throw refused(name, tooLarge(size, LARGEST_SOURCE));
    const twin = folded.get(name.toLowerCase());
    if (twin !== undefined) {
      throw refused(name, {
        zh: `它与“${twin}”只有大小写不同`,
        en: `its name differs from "${twin}" in case alone`,
      });
    }
    folded.set(name.toLowerCase(), name);
  }
  const total = taken.reduce((sum, { size }) => sum + size, 0);
  if (total > LARGEST_SUBMISSION) throw refused(taken[0]?.name ?? '', tooLarge(total, LARGEST_SUBMISSION));
  return taken;
}

const NEVER_TAKEN: Readonly<Record<string, Text>> = {
  '120000': { zh: '它是符号链接', en: 'it is a symbolic link' },
  '160000': { zh: '它是子模块', en: 'it is a submodule' },
};

function tooLarge(size: number, most: number): Text {
  return { zh: `有 ${size} 字节，最多 ${most} 字节`, en: `${size} bytes are too many; ${most} at most` };
}

/**
 * Writes the files of a submission to a new folder, under names and sizes that `chooseFiles` has looked at, each with
 * the bytes that the commit has: no filter, no line ends changed, nothing that could be run.
 */
export async function writeFiles(
  repository: Repository,
  files: readonly Entry[],
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { name, object } of files) {
    writeFileSync(join(folder, name), await repository.blob(object), { flag: 'wx', mode: 0o600 });
  }
}

function refused(name: string, why: Text): UsageError {
  return new UsageError(
    'SUBMISSION_FILE',
    { zh: `不能收下“${visible(name)}”：${why.zh}。`, en: `"${visible(name)}" cannot be taken: ${why.en}.` },
    { zh: '请改好它，再推送一次。', en: 'Mend it and push again.' },
  );
}
