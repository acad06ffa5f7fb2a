import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '@proclab/core';

/** Files by their paths, relative to the root. */
export type Files = Readonly<Record<string, string>>;

/** @throws UsageError when something of that name is there already */
export function expectFree(root: string, ...paths: readonly string[]): void {
  const taken = paths.find((path) => existsSync(join(root, path)));
  if (taken === undefined) return;
  throw new UsageError(
    'EXISTS',
    { zh: `${taken} 已经存在。`, en: `${taken} is there already.` },
    { zh: '没有改动任何文件。请换一个名字。', en: 'Nothing was changed. Take another name.' },
  );
}

/** Writes files, new ones and changed ones. */
export function writeAll(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
