import { FLAGS, LARGEST_EXECUTABLE, PLACE, type ProgramSources } from './compile.ts';
import { twinFault } from './fault.ts';
import { runTool } from './run-tool.ts';
import type { Sandbox } from './sandbox.ts';

const SLOW_THREADS = '/build/slow-threads.o';

/** Puts the object file where twins are linked; before any of them is compiled. */
export async function placeSlowThreads(sandbox: Sandbox, object: Uint8Array): Promise<void> {
  await sandbox.write(SLOW_THREADS, object);
}

/**
 * Compiles the twin of a program that is known to compile: the same program, but that its threads wait in front of
 * accesses to memory that others can reach (native/threads). gcc's -fsanitize=thread puts the calls
 * there; its own run-time library is not linked. Throws a SandboxError when the twin cannot be built.
 */
export async function compileTwin(sandbox: Sandbox, { name, sources }: ProgramSources): Promise<Buffer> {
  const target = `${PLACE}/${name}.twin/${name}`;
  await sandbox.write(`${target}.d`, '');
  const objects = sources.map((_, index) => `${target}.${index}.o`);
  const said: string[] = [];
  for (const [index, source] of sources.entries()) {
    const instrumented = [...FLAGS, '-w', '-fsanitize=thread', '-c', '-o', objects[index]!, source];
    said.push((await runTool(sandbox, ['/usr/bin/gcc', ...instrumented])).output);
  }
  const link = ['-pthread', '-o', target, ...objects, SLOW_THREADS];
  said.push((await runTool(sandbox, ['/usr/bin/gcc', ...link])).output);
  const executable = await sandbox.read(target, LARGEST_EXECUTABLE);
  if (executable === null) throw twinFault(said.join(''));
  return executable;
}
