import * as z from 'zod';
import type { FileEvidence, ProgramRun, Run, SyslogMessage, TerminalEvidence } from '../evidence.ts';
import { fault, limitHit, schedule, strings, waitStatus } from './common.ts';
import { count, exactly, list, milliseconds, pid } from './exactly.ts';
import { moment } from './process.ts';
import { trace } from './trace.ts';

const terminal = exactly<TerminalEvidence>()(
  z
    .strictObject({
      id: z.string(),
      tty: z.string(),
      ttyNumber: count,
      shell: pid,
      umask: count,
      cwd: z.string(),
      output: list(z.strictObject({ at: milliseconds, text: z.string() })),
      hungUpAt: milliseconds.nullable(),
    })
    .meta({ id: 'Terminal' }),
);

const program = exactly<ProgramRun>()(
  z
    .strictObject({
      terminal: z.string(),
      argv: strings,
      pid,
      startedAt: milliseconds,
      ended: z.strictObject({ at: milliseconds, status: waitStatus }).nullable(),
    })
    .meta({ id: 'ProgramRun' }),
);

const file = exactly<FileEvidence>()(
  z
    .strictObject({
      path: z.string(),
      type: z.enum(['regular', 'directory', 'fifo', 'socket', 'symlink', 'device']),
      mode: count,
      uid: count,
      size: count,
      bornAt: milliseconds,
      changedAt: milliseconds,
      existedBefore: z.boolean(),
      content: z.string().nullable(),
    })
    .meta({ id: 'File', description: 'A file that was made or changed.' }),
);

const syslogMessage = exactly<SyslogMessage>()(
  z
    .strictObject({ at: milliseconds, pid, facility: count, severity: count, text: z.string() })
    .meta({ id: 'SyslogMessage' }),
);

export const run = exactly<Run>()(
  z
    .strictObject({
      id: z.string(),
      scenario: z.string(),
      schedule,
      played: z.boolean(),
      delay: milliseconds,
      duration: milliseconds,
      terminals: list(terminal),
      programs: list(program),
      moments: list(moment),
      files: list(file),
      orphans: list(z.strictObject({ pid, at: milliseconds, status: waitStatus })),
      syslog: list(syslogMessage),
      boots: list(
        z.strictObject({
          at: milliseconds,
          steps: list(z.strictObject({ because: z.string(), script: z.string() })),
        }),
      ),
      trace: trace.nullable(),
      limits: list(limitHit),
      faults: list(fault),
    })
    .meta({ id: 'Run', description: 'One run under one schedule; times are ms since it began.' }),
);
