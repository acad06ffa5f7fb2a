import { join } from 'node:path';
import { compilerFault } from './fault.ts';
import { runTool } from './run-tool.ts';
import { Sandbox } from './sandbox.ts';

/** Takes the preprocessor, the compiler, the assembler, the linker, and what is included and linked everywhere. */
const PROGRAM = `
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) { return printf("%d", getpid()) < 0; }
`;
const SOURCE = '/build/right.c';

/**
 * Throws a SandboxError when gcc cannot even build a program that is right: then it is not the fault of another that it
 * does not compile. In a sandbox that nobody has used: in the other one the disk may be full.
 */
export async function expectCompiler({ native, limits }: Pick<Sandbox, 'native' | 'limits'>): Promise<void> {
  const sandbox = await Sandbox.start({ labinit: join(native, 'labinit'), limits });
  try {
    await sandbox.write(SOURCE, PROGRAM);
    const plain = '-fdiagnostics-color=never';
    const gcc = await runTool(sandbox, ['/usr/bin/gcc', plain, '-pthread', '-o', '/build/right', SOURCE]);
    if (gcc.ended?.kind !== 'exited' || gcc.ended.code !== 0) throw compilerFault(gcc.output);
  } finally {
    await sandbox.stop();
  }
}
