import { PS_ARGUMENTS } from '@proclab/core';
import { RUN_LIMITS, Sandbox, readProcesses, runPs } from '@proclab/sandbox';
import type { Section } from '../section.ts';
import { sideBySide } from '../side-by-side.ts';
import { timeOf, timed } from '../timed.ts';
import { LABINIT } from './sandbox-start.ts';

/** Programs that wait in the sandbox while it is looked at, each on a terminal of its own. */
const PROGRAMS = 3;

/** One snapshot as a scenario takes it: ps inside, /proc read from outside before and after, both compared. */
export const psSnapshot: Section = {
  id: 'ps-snapshot',
  title: { zh: `一次快照：${PROGRAMS} 个程序`, en: `One snapshot of ${PROGRAMS} programs` },
  rows: [
    { id: 'ps', name: { zh: '宿主机上的 ps', en: 'ps on the host' } },
    { id: 'proc', name: { zh: '从沙箱外读 /proc', en: '/proc, read from outside' } },
    {
      id: 'snapshot',
      name: { zh: '快照（沙箱内的 ps 与两次 /proc）', en: 'snapshot (ps inside, /proc twice)' },
    },
  ],
  async takeRounds(rounds, signal) {
    const sandbox = await Sandbox.start({ labinit: LABINIT, limits: RUN_LIMITS });
    try {
      const shells = new Set<number>();
      for (let program = 0; program < PROGRAMS; program++) {
        const { index, shell } = await sandbox.openTerminal(0o022);
        shells.add(shell);
        await sandbox.run(index, ['/usr/bin/sleep', 'infinity']);
      }
      const look = () => readProcesses(sandbox.hostPid, shells);
      return await sideBySide(
        [
          async () => ({ ps: await timed(['ps', ...PS_ARGUMENTS, '-ww'], { signal }) }),
          async () => ({ proc: await timeOf(async () => look()) }),
          async () => ({ snapshot: await timeOf(() => runPs(sandbox.hostPid, look)) }),
        ],
        rounds,
        signal,
      );
    } finally {
      await sandbox.stop();
    }
  },
};
