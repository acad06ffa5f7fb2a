import type { MachineEvidence } from '@proclab/core';
import { hanging } from './layout.ts';
import type { Pen } from './pen.ts';

/** What the machine could not guarantee; nothing on most. */
export function weaknesses(machine: MachineEvidence, pen: Pen): string[] {
  const told = machine.weaknesses.flatMap(({ what }) =>
    hanging(pen.ink.unsure('△'), pen.say(what), pen.measure),
  );
  return told.length === 0 ? [] : ['', ...told];
}
