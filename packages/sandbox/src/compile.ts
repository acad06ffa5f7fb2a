import {
  readCallGraph,
  readDiagnostics,
  readFunctions,
  readImports,
  type CallSite,
  type LimitHit,
  type ProgramBuild,
  type SourceFile,
} from '@proclab/core';
import { HOME } from './bwrap.ts';
import { expectCompiler } from './expect-compiler.ts';
import { runTool, type ToolRun } from './run-tool.ts';
import type { Sandbox } from './sandbox.ts';

/** One program and the sources that it is built from; the same shape as lab-kit's. */
export interface ProgramSources {
  readonly name: string;
  readonly sources: readonly string[];
}

export interface Compiled {
  /** The executable, or null when there is none. */
  readonly executable: Buffer | null;
  readonly limits: readonly LimitHit[];
  /** What is told about the build; it takes a little longer to read than the executable. */
  readonly report: Promise<ProgramBuild>;
}

export const FLAGS = ['-g', '-Wall', '-Wextra', '-pthread'];
/** For the grader alone: the call graph with line numbers, and text that does not depend on a terminal. */
const OWN_FLAGS = ['-fcallgraph-info', '-fdiagnostics-color=never', '-pipe'];
/** Where everything is built. */
export const PLACE = '/build';
export const LARGEST_EXECUTABLE = 32 << 20;
const LARGEST_CALL_GRAPH = 4 << 20;

/** Puts a submission's files where the compiler finds them. */
export async function placeSources(sandbox: Sandbox, files: readonly SourceFile[]): Promise<void> {
  await Promise.all(files.map((file) => sandbox.write(`${HOME}/${file.path}`, file.text)));
}

/**
 * Compiles one program with gcc inside a sandbox, each compiler run on a terminal of its own. Throws a SandboxError
 * where it is the machine that compiles nothing.
 */
export async function compile(sandbox: Sandbox, program: ProgramSources): Promise<Compiled> {
  const target = `${PLACE}/${program.name}/${program.name}`;
  await sandbox.write(`${target}.d`, '');
  const gcc = await runTool(sandbox, [
    '/usr/bin/gcc',
    ...FLAGS,
    ...OWN_FLAGS,
    '-o',
    target,
    ...program.sources,
  ]);
  const executable = await sandbox.read(target, LARGEST_EXECUTABLE);
  if (executable === null && gcc.limits.length === 0) await expectCompiler(sandbox);
  return { executable, limits: gcc.limits, report: report(sandbox, program, gcc, target) };
}

async function report(
  sandbox: Sandbox,
  program: ProgramSources,
  gcc: ToolRun,
  target: string,
): Promise<ProgramBuild> {
  const built = gcc.ended?.kind === 'exited' && gcc.ended.code === 0;
  const [symbols, calls] = built
    ? await Promise.all([symbolsOf(sandbox, target), callsOf(sandbox, target)])
    : ['', []];
  return {
    program: program.name,
    sources: program.sources,
    missing: [],
    command: ['gcc', ...FLAGS, '-o', program.name, ...program.sources].join(' '),
    ended: gcc.ended,
    log: gcc.output,
    diagnostics: readDiagnostics(gcc.output, HOME),
    imports: readImports(symbols),
    calls,
    functions: readFunctions(symbols),
  };
}

async function symbolsOf(sandbox: Sandbox, target: string): Promise<string> {
  return (await runTool(sandbox, ['/usr/bin/readelf', '--wide', '--symbols', target])).output;
}

async function callsOf(sandbox: Sandbox, target: string): Promise<CallSite[]> {
  const folder = target.slice(0, target.lastIndexOf('/') + 1);
  const graphs = (await sandbox.list()).filter(
    (file) => file.path.startsWith(folder) && file.path.endsWith('.ci'),
  );
  const texts = await Promise.all(graphs.map((file) => sandbox.read(file.path, LARGEST_CALL_GRAPH)));
  return texts
    .flatMap((text) => readCallGraph(text?.toString() ?? ''))
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
