import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { UsageError } from '@proclab/core';
import { ROOT } from './command.ts';

/**
 * Starters and tables of a lab follow what was made in it. In a process of its own, which loads the lab as it is now.
 *
 * @param path of something in it: `labs/lab-07-threads/…`
 */
export function syncLabOf(path: string): void {
  follow(
    process.execPath,
    '--import',
    'tsx',
    join(ROOT, 'packages/lab-tools/src/bin/sync.ts'),
    path.split('/')[1]!,
  );
}

/** A new package gets its entry in package-lock.json and its link in node_modules; nothing is fetched for that. */
export function addToLockfile(): void {
  follow('npm', 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
}

function follow(command: string, ...args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return;
  const line = [command, ...args].join(' ');
  throw new UsageError(
    'FOLLOW_UP',
    { zh: `文件已经写好，但这一步失败了：${line}`, en: `The files are there, but this failed: ${line}` },
    { zh: '原因见上面；解决后再运行它。', en: 'See above for the reason; run it again when that is mended.' },
  );
}
