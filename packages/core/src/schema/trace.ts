import * as z from 'zod';
import type { Call, Delivery, Exec, ProcessLife, Trace } from '../evidence.ts';
import { waitStatus } from './common.ts';
import { count, exactly, list, milliseconds, pid } from './exactly.ts';

const call = exactly<Call>()(
  z
    .strictObject({
      pid,
      tid: pid,
      at: milliseconds,
      returnedAt: milliseconds.nullable(),
      name: z.string(),
      args: z.string(),
      result: z.number().nullable(),
      error: z.string().nullable(),
    })
    .meta({ id: 'Call', description: 'One system call.' }),
);

const exec = exactly<Exec>()(
  z
    .strictObject({ at: milliseconds, path: z.string(), argv: z.string(), env: z.string().nullable() })
    .meta({ id: 'Exec', description: 'A program that a process became by execve(2).' }),
);

const processLife = exactly<ProcessLife>()(
  z
    .strictObject({
      pid,
      parent: pid.nullable(),
      bornAt: milliseconds,
      bornBy: z.enum(['start', 'fork', 'vfork', 'clone']),
      execs: list(exec),
      threads: count,
      ended: z.strictObject({ at: milliseconds, status: waitStatus }).nullable(),
      reaped: z
        .strictObject({ by: z.enum(['parent', 'kernel', 'init']), at: milliseconds, call: call.nullable() })
        .nullable(),
      orphanedAt: milliseconds.nullable(),
      printed: z.string(),
      printedAt: milliseconds.nullable(),
    })
    .meta({ id: 'ProcessLife', description: 'The life of one process as the trace tells it.' }),
);

const delivery = exactly<Delivery>()(
  z
    .strictObject({
      pid,
      tid: pid,
      at: milliseconds,
      signal: z.string(),
      handler: z.string().nullable(),
    })
    .meta({ id: 'Delivery', description: 'A signal that reached a thread.' }),
);

export const trace = exactly<Trace>()(
  z
    .strictObject({ calls: list(call), processes: list(processLife), signals: list(delivery) })
    .meta({ id: 'Trace' }),
);
