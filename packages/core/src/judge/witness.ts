import type { Exhibit, Finding } from '../check.ts';
import type { Run } from '../evidence.ts';
import type { Witness } from '../verdict.ts';

const WITNESSES: Readonly<Record<Exhibit['kind'], Witness>> = {
  ps: 'ps',
  process: 'proc',
  descriptors: 'proc',
  output: 'terminal',
  file: 'files',
  syslog: 'syslog',
  call: 'strace',
};

/**
 * What a finding rests on. Of a traced run all is read from the trace; of a natural one it is what the finding shows
 * first, and a moment without an exhibit is a `ps` table.
 */
export function witnessOf(run: Run, { exhibits: [first] }: Finding): Witness {
  if (run.schedule !== 'natural') return 'strace';
  return first === undefined ? 'ps' : WITNESSES[first.kind];
}
