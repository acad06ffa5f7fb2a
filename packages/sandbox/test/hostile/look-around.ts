import { RUN_LIMITS } from '../../src/index.ts';
import { shownIn, type Outcome } from './hand-in.ts';

/** Harms nobody, and is run before all that do. */
export const LOOK_AROUND = { id: 'look-around', exercise: 'siblings' } as const;

/** What look-around.c must see of the host, which is nothing, and of the limits that others run into. */
const HELD = [
  'home not there',
  'reference not there',
  'processes seen: 3',
  'CapEff:\t0000000000000000',
  'NoNewPrivs:\t1',
  'Seccomp:\t2',
  `processes ${RUN_LIMITS.processes}`,
  `file size ${RUN_LIMITS.fileSize}`,
  `descriptors ${RUN_LIMITS.descriptors}`,
  `cpu ${RUN_LIMITS.cpuSeconds + 1}`,
  `address space ${RUN_LIMITS.addressSpace}`,
];

/** What of a look around is not as it must be; empty where the sandbox holds. */
export function strangeIn({ exit, evidence, told }: Outcome): string[] {
  const runs = shownIn(evidence);
  const strange = runs.flatMap(({ run, output }) => {
    const lines = output.trimEnd().split('\n');
    const wrong = [
      ...lines.filter((line) => !HELD.includes(line)),
      ...HELD.filter((line) => !lines.includes(line)),
    ];
    return wrong.map((line) => `${run}: ${line}`);
  });
  return exit === 1 && runs.length === 3 ? strange : [...strange, `exit status ${exit}: ${told}`];
}
