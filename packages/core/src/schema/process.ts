import * as z from 'zod';
import type { MemoryReading, Moment, ProcessState, PsReading } from '../evidence.ts';
import { strings, text } from './common.ts';
import { count, exactly, list, milliseconds, pid } from './exactly.ts';

export const role = z.enum(['init', 'shell', 'submission']);

const processState = exactly<ProcessState>()(
  z
    .strictObject({
      pid,
      ppid: pid,
      pgid: pid,
      sid: pid,
      tty: z.string().nullable(),
      tpgid: z.int(),
      state: z.string(),
      threads: count,
      comm: z.string(),
      argv: strings,
      uid: count,
      cpu: milliseconds,
      startTime: count,
      wchan: z.string().nullable(),
      exe: z.string().nullable(),
      cwd: z.string().nullable(),
      umask: count.nullable(),
      descriptors: list(z.strictObject({ fd: count, target: z.string() })).nullable(),
      role,
    })
    .meta({ id: 'ProcessState', description: 'A process as /proc showed it, proc(5).' }),
);

const psReading = exactly<PsReading>()(
  z
    .strictObject({
      command: z.string(),
      header: z.string(),
      rows: list(z.strictObject({ pid, line: z.string() })),
      disagreements: list(z.strictObject({ pid, column: z.string(), ps: z.string(), proc: z.string() })),
      trouble: text.nullable(),
    })
    .meta({ id: 'PsReading', description: 'What ps printed inside, and where /proc disagreed with it.' }),
);

const memoryReading = exactly<MemoryReading>()(
  z
    .strictObject({
      pid,
      address: z.string().regex(/^0x[0-9a-f]+$/),
      mapping: z
        .strictObject({ name: z.string(), permissions: z.string(), follows: z.string().nullable() })
        .nullable(),
      bytes: z
        .string()
        .regex(/^(?:[0-9a-f]{2})*$/)
        .nullable(),
    })
    .meta({ id: 'MemoryReading', description: 'What a process had at an address, proc_pid_mem(5).' }),
);

export const moment = exactly<Moment>()(
  z
    .strictObject({
      name: z.string(),
      what: text,
      at: milliseconds,
      reached: z.boolean(),
      within: milliseconds,
      stuckAfter: milliseconds.nullable(),
      processes: list(processState),
      ps: psReading.nullable(),
      memory: list(memoryReading),
    })
    .meta({ id: 'Moment', description: 'A named instant of a run and all processes then.' }),
);
