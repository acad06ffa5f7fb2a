import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '@proclab/core';
import { filesOf } from './files-of.ts';
import { rewritten } from './rewritten.ts';
import { isTaken } from './taken.ts';

/** Files that a class has and the project has otherwise or not at all. */
const EDITION = fileURLToPath(new URL('../../edition', import.meta.url));

/** Where these files have the table of the labs, which the project's own README has in each language. */
const LABS = '<!-- labs -->\n';

/**
 * Writes the repository that a class gets, from the working tree without what git ignores.
 *
 * @param folder new or empty
 * @throws UsageError when the folder cannot be written to; nothing was changed then
 */
export function exportEdition(root: string, folder: string): void {
  expectEmpty(root, folder);
  for (const path of filesOf(root).filter(isTaken)) {
    const [from, to] = [join(root, path), join(folder, path)];
    mkdirSync(dirname(to), { recursive: true });
    const text = rewritten(path, readFileSync(from, 'utf8'));
    copyFileSync(from, to);
    if (text !== null) writeFileSync(to, text);
  }
  cpSync(EDITION, folder, { recursive: true });
  for (const readme of ['README.md', 'README.zh-CN.md']) {
    const text = readFileSync(join(folder, readme), 'utf8');
    writeFileSync(
      join(folder, readme),
      text.replace(LABS, () => labTable(readFileSync(join(root, readme), 'utf8'))),
    );
  }
  pruneLockfile(folder);
}

function expectEmpty(root: string, folder: string): void {
  const inside = !relative(root, folder).startsWith('..');
  if (!inside && (!existsSync(folder) || readdirSync(folder).length === 0)) return;
  throw new UsageError(
    'EXPORT_FOLDER',
    inside
      ? { zh: `${folder} 在项目里面。`, en: `${folder} lies in the project.` }
      : { zh: `${folder} 不是空文件夹。`, en: `${folder} is not empty.` },
    {
      zh: '没有改动任何文件。请给出一个新的或空的文件夹。',
      en: 'Nothing was changed. Name a folder that is new or empty.',
    },
  );
}

/** The table of a README whose rows begin with links to labs. */
function labTable(readme: string): string {
  const table = /(?:^\|.*\n){2}(?:^\| \[lab-.*\n)+/m.exec(readme);
  return table?.[0] ?? '';
}

/** npm takes out of the lockfile what no package of the edition needs; it asks nobody for that. */
function pruneLockfile(folder: string): void {
  const args = ['install', '--package-lock-only', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, stderr } = spawnSync('npm', [...args, '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status === 0) return;
  throw new UsageError(
    'EXPORT_LOCKFILE',
    {
      zh: `npm 不能整理 ${folder}/package-lock.json：${stderr}`,
      en: `npm cannot prune ${folder}/package-lock.json: ${stderr}`,
    },
    { zh: `请在那里运行：npm ${args.join(' ')}`, en: `Run there: npm ${args.join(' ')}` },
  );
}
