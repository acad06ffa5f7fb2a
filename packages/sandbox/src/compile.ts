import {
  decodeWaitStatus,
  readCallGraph,
  readDiagnostics,
  readFunctions,
  readImports,
  type CallSite,
  type LimitHit,
  type ProgramBuild,
  type SourceFile,
  type WaitStatus,
} from '@proclab/core';
import { HOME } from './bwrap.ts';
import { limitText } from './limits.ts';
import type { SandboxEvent } from './event.ts';
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
const LARGEST_EXECUTABLE = 32 << 20;
const LARGEST_CALL_GRAPH = 4 << 20;
/** Wall-clock limit of one compiler run. */
const WITHIN_MS = 20_000;

/** What gcc says when one of the programs it starts has met a limit. */
const SAID_OF_LIMITS: readonly (readonly [LimitHit['limit'], RegExp])[] = [
  ['memory', /out of memory|virtual memory exhausted|Cannot allocate memory/],
  ['cpu-time', /CPU time limit exceeded/],
  ['file-size', /File size limit exceeded|File too large/],
];

/** Puts a submission's files where the compiler finds them. */
export async function placeSources(sandbox: Sandbox, files: readonly SourceFile[]): Promise<void> {
  await Promise.all(files.map((file) => sandbox.write(`${HOME}/${file.path}`, file.text)));
}

/** Compiles one program with gcc inside a sandbox, each compiler run on a terminal of its own. */
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
  return (await runTool(sandbox, ['/usr/bin/nm', target])).output;
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

interface ToolRun {
  readonly output: string;
  readonly ended: WaitStatus | null;
  readonly limits: readonly LimitHit[];
}

/** Runs gcc or one of its companions on a terminal of its own, until it ends or its time is over. */
export async function runTool(sandbox: Sandbox, argv: readonly string[]): Promise<ToolRun> {
  const terminal = await sandbox.openTerminal(0o022, HOME, true);
  const began = sandbox.readyAt;
  const limits: LimitHit[] = [];
  const output: Buffer[] = [];
  const hit = (limit: LimitHit['limit'], at: number) => {
    if (limits.some((known) => known.limit === limit)) return;
    limits.push({ limit, at: at - began, what: limitText(limit, sandbox.limits) });
  };

  const ended = await new Promise<WaitStatus | null>((resolve, reject) => {
    const finish = (status: WaitStatus | null) => {
      clearTimeout(timer);
      stopListening();
      resolve(status);
    };
    const hear = (event: SandboxEvent) => {
      if (event.type === 'limit') hit(event.limit as LimitHit['limit'], event.at);
      else if (event.type === 'gone') finish(null);
      else if (!('terminal' in event) || event.terminal !== terminal.index) return;
      else if (event.type === 'output') output.push(event.bytes);
      else if (event.type === 'ended') finish(decodeWaitStatus(event.rawStatus));
      else if (event.type === 'shell-ended') finish(decodeWaitStatus(event.rawStatus));
    };
    const stopListening = sandbox.listen(hear);
    const timer = setTimeout(() => {
      hit('wall-time', began + WITHIN_MS);
      finish(null);
    }, WITHIN_MS);
    sandbox.run(terminal.index, argv).catch(reject);
  });
  // Frees the processes and the processor that it may still use; a shell that is gone needs no hang-up.
  sandbox.hangUp(terminal.index).catch(() => {});
  const text = Buffer.concat(output).toString().replaceAll('\r\n', '\n');
  for (const [limit, words] of SAID_OF_LIMITS) if (words.test(text)) hit(limit, began);
  return { output: text, ended, limits };
}
