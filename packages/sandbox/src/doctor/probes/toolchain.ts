import { join } from 'node:path';
import { readImports } from '@proclab/core';
import { verbatim } from '../remedies.ts';
import { Trouble, attempt, outputOf, run } from '../run.ts';
import type { Bench, Inspection } from './inspection.ts';

/** A whole program: the preprocessor, the compiler, the linker and the loader all have to do their part. */
const PROGRAM = `
#include <stdio.h>
#include <unistd.h>
int main(void) { return printf("%d", getpid() > 0) != 1; }
`;

export const TOOLCHAIN: readonly Inspection[] = [
  {
    id: 'node',
    title: verbatim('Node.js'),
    otherwise: 'missing',
    async look() {
      const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
      if (major < 20 || (major === 20 && minor < 19)) throw new Trouble(`Node.js ${process.versions.node}`);
      return verbatim(process.version);
    },
  },
  {
    id: 'c-compiler',
    title: { zh: 'C 编译器', en: 'C compiler' },
    otherwise: 'missing',
    async look(bench) {
      const [version] = await Promise.all([
        run('gcc', ['-dumpfullversion']),
        compileAndRun(bench, 'dynamic', []),
      ]);
      return verbatim(`gcc ${version.trim()}`);
    },
  },
  {
    id: 'static-linking',
    title: { zh: '静态链接（仅 npm run setup 需要）', en: 'static linking (npm run setup needs it)' },
    otherwise: 'weak',
    async look(bench) {
      await compileAndRun(bench, 'static', ['-static']);
      return { zh: '编译并运行了一个静态链接的程序', en: 'a statically linked program was built and ran' };
    },
  },
  {
    id: 'symbol-reader',
    title: { zh: '读取符号表（readelf）', en: 'symbol tables (readelf)' },
    otherwise: 'missing',
    async look() {
      const symbols = await run('readelf', ['--wide', '--symbols', '/bin/sh']);
      const imported = readImports(symbols).length;
      if (imported === 0) throw new Trouble('readelf: no imported functions in /bin/sh');
      return {
        zh: `在 /bin/sh 中看到 ${imported} 个导入的函数`,
        en: `saw ${imported} functions that /bin/sh imports`,
      };
    },
  },
];

async function compileAndRun(
  { folder, account }: Bench,
  name: string,
  flags: readonly string[],
): Promise<void> {
  if (folder === null) return void (await run('gcc', ['--version']));
  const program = join(folder, name);
  await run('gcc', ['-x', 'c', '-', ...flags, '-o', program], { account, input: PROGRAM });
  const ran = await attempt(program, [], { account });
  // Where nothing may be run (noexec, mount(8)), it is enough that it was built: the grader runs nothing there.
  if (!ran.stderr.endsWith(': EACCES\n')) outputOf(program, ran);
}
