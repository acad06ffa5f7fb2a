import * as z from 'zod';
import type {
  BuildEvidence,
  CallSite,
  Evidence,
  ExerciseEvidence,
  FunctionSymbol,
  ProgramBuild,
  SubmissionEvidence,
} from '../evidence.ts';
import { buildStatus, diagnostic, fault, limitHit, machine, strings, waitStatus } from './common.ts';
import { count, exactly, list } from './exactly.ts';
import { run } from './run.ts';

const callSite = exactly<CallSite>()(
  z
    .strictObject({ caller: z.string(), callee: z.string(), file: z.string(), line: count, column: count })
    .meta({ id: 'CallSite', description: 'Who calls what and where, after macro expansion.' }),
);

const functionSymbol = exactly<FunctionSymbol>()(
  z.strictObject({ name: z.string(), address: z.string() }).meta({ id: 'Function' }),
);

const programBuild = exactly<ProgramBuild>()(
  z
    .strictObject({
      program: z.string(),
      sources: strings,
      missing: strings,
      command: z.string(),
      ended: waitStatus.nullable(),
      log: z.string(),
      diagnostics: list(diagnostic),
      imports: strings,
      calls: list(callSite),
      functions: list(functionSymbol),
    })
    .meta({ id: 'ProgramBuild' }),
);

const build = exactly<BuildEvidence>()(
  z
    .strictObject({
      status: buildStatus,
      programs: list(programBuild),
      limits: list(limitHit),
      faults: list(fault),
    })
    .meta({ id: 'Build' }),
);

const exercise = exactly<ExerciseEvidence>()(
  z.strictObject({ exercise: z.string(), build, runs: list(run) }).meta({ id: 'Exercise' }),
);

const submission = exactly<SubmissionEvidence>()(
  z
    .strictObject({ origin: z.string(), files: list(z.strictObject({ path: z.string(), text: z.string() })) })
    .meta({ id: 'Submission' }),
);

export const evidenceSchema = exactly<Evidence>()(
  z.strictObject({
    format: z.literal('proclab-evidence'),
    version: z.literal(1),
    lab: z.string(),
    submission,
    machine,
    exercises: list(exercise),
  }),
);
