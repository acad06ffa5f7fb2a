import type { SourceFile } from '@proclab/core';
import { FLAGS, LARGEST_EXECUTABLE, PLACE } from './compile.ts';
import { helperFault } from './fault.ts';
import { runTool } from './run-tool.ts';
import type { Sandbox } from './sandbox.ts';

/**
 * Compiles a program of the lab's own from these sources alone, in a folder away from those of the submission. Throws a
 * SandboxError when it cannot be built.
 *
 * @param folder one that nothing else is built in, such as `echo-server.helpers`
 */
export async function compileHelper(
  sandbox: Sandbox,
  folder: string,
  name: string,
  sources: readonly SourceFile[],
): Promise<Buffer> {
  const place = `${PLACE}/${folder}`;
  const paths = sources.map(({ path }) => `${place}/${path}`);
  await Promise.all(sources.map(({ text }, index) => sandbox.write(paths[index]!, text)));
  const gcc = await runTool(sandbox, ['/usr/bin/gcc', ...FLAGS, '-o', `${place}/${name}`, ...paths]);
  const executable = await sandbox.read(`${place}/${name}`, LARGEST_EXECUTABLE);
  if (executable === null) throw helperFault(gcc.output);
  return executable;
}
