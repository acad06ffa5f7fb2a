import type { BuildEvidence, Fault, ProgramBuild, SourceFile } from '@proclab/core';
import type { ProgramSpec } from '@proclab/lab-kit';
import { SandboxError, compile, type Compiled, type Sandbox } from '@proclab/sandbox';

export interface Built {
  /** By program name; null when not all of them could be built. */
  readonly executables: ReadonlyMap<string, Buffer> | null;
  /** Complete a little later than the executables. */
  readonly evidence: Promise<BuildEvidence>;
}

/** Builds all programs of an exercise in a sandbox that holds the sources already. */
export async function buildPrograms(
  programs: readonly ProgramSpec[],
  files: readonly SourceFile[],
  placed: Promise<Sandbox>,
): Promise<Built> {
  const present = new Set(files.map((file) => file.path));
  const missing = programs
    .map((program) => missingBuild(program, present))
    .filter((build) => build.missing.length > 0);
  if (missing.length > 0) return without({ status: 'missing', programs: missing, limits: [], faults: [] });
  try {
    const sandbox = await placed;
    return combine(programs, await Promise.all(programs.map((program) => compile(sandbox, program))));
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return without(failure(error.fault));
  }
}

function combine(programs: readonly ProgramSpec[], compiled: readonly Compiled[]): Built {
  const executables = new Map<string, Buffer>();
  compiled.forEach((each, index) => {
    const name = programs[index]?.name;
    if (each.executable && name !== undefined) executables.set(name, each.executable);
  });
  const limits = compiled.flatMap((each) => each.limits);
  const complete = executables.size === programs.length;
  const status = complete ? 'built' : limits.length > 0 ? 'limit' : 'failed';
  const evidence = Promise.all(compiled.map((each) => each.report)).then(
    (reports): BuildEvidence => ({ status, programs: reports, limits, faults: [] }),
    (error: unknown) => failure(faultOf(error)),
  );
  return { executables: complete ? executables : null, evidence };
}

function without(evidence: BuildEvidence): Built {
  return { executables: null, evidence: Promise.resolve(evidence) };
}

function failure(fault: Fault): BuildEvidence {
  return { status: 'failed', programs: [], limits: [], faults: [fault] };
}

function faultOf(error: unknown): Fault {
  if (error instanceof SandboxError) return error.fault;
  throw error;
}

function missingBuild(program: ProgramSpec, present: ReadonlySet<string>): ProgramBuild {
  return {
    program: program.name,
    sources: program.sources,
    missing: program.sources.filter((source) => !present.has(source)),
    command: '',
    ended: null,
    log: '',
    diagnostics: [],
    imports: [],
    calls: [],
    functions: [],
  };
}
