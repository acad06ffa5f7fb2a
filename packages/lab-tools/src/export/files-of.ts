import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '@proclab/core';

/**
 * Files of the working tree that git knows or would take, relative to the root.
 *
 * @throws UsageError when git cannot tell
 */
export function filesOf(root: string): readonly string[] {
  const { status, stdout, stderr } = spawnSync('git', ['ls-files', '-zco', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  if (status === 0) return stdout.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
  throw new UsageError(
    'EXPORT_GIT',
    { zh: `git 不能列出项目的文件：${stderr}`, en: `git cannot list the files of the project: ${stderr}` },
    { zh: '请在项目的克隆里运行。', en: 'Run it in a clone of the project.' },
  );
}
