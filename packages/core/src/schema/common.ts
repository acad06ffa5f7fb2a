import * as z from 'zod';
import type { Diagnostic, Fault, LimitHit, MachineEvidence, Schedule } from '../evidence.ts';
import type { Text } from '../text.ts';
import type { WaitStatus } from '../wait-status.ts';
import { count, exactly, list, milliseconds } from './exactly.ts';

export const text = exactly<Text>()(
  z
    .strictObject({ zh: z.string(), en: z.string() })
    .meta({ id: 'Text', description: 'A text in both languages.' }),
);

export const waitStatus = exactly<WaitStatus>()(
  z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('exited'), code: z.int().min(0).max(255) }),
      z.strictObject({ kind: z.literal('signaled'), signal: z.string(), core: z.boolean() }),
    ])
    .meta({ id: 'WaitStatus', description: 'How a process ended, wait(2).' }),
);

export const schedule = exactly<Schedule>()(
  z
    .enum([
      'natural',
      'as-it-comes',
      'slow-parent',
      'slow-child',
      'slow-writer',
      'slow-reader',
      'slow-thread',
      'slow-exit',
      'delayed-signal',
    ])
    .meta({
      id: 'Schedule',
      description: 'Who is slowed down; natural runs are not traced, all others are.',
    }),
);

export const buildStatus = z.enum(['built', 'failed', 'missing', 'limit']);

export const machine = exactly<MachineEvidence>()(
  z
    .strictObject({
      kernel: z.string(),
      arch: z.string(),
      cpus: count,
      root: z.boolean(),
      weaknesses: list(
        z
          .strictObject({ code: z.string(), what: text })
          .meta({ id: 'Weakness', description: 'Something that this machine cannot guarantee.' }),
      ),
      gradedAt: z.string(),
    })
    .meta({ id: 'Machine' }),
);

export const diagnostic = exactly<Diagnostic>()(
  z
    .strictObject({
      file: z.string(),
      line: count,
      column: count,
      level: z.enum(['error', 'warning', 'note']),
      message: z.string(),
      option: z.string().nullable(),
    })
    .meta({
      id: 'Diagnostic',
      description: 'What the compiler or linker said; line and column 0 where unknown.',
    }),
);

export const limitHit = exactly<LimitHit>()(
  z
    .strictObject({
      limit: z.enum([
        'processes',
        'memory',
        'cpu-time',
        'file-size',
        'disk',
        'open-files',
        'output',
        'wall-time',
      ]),
      at: milliseconds,
      what: text,
    })
    .meta({ id: 'LimitHit' }),
);

export const fault = exactly<Fault>()(
  z
    .strictObject({ code: z.string(), what: text, remedy: text })
    .meta({ id: 'Fault', description: 'A fault of the grader or the machine, never of the student.' }),
);

export const strings = list(z.string());
