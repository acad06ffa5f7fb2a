import { join } from 'node:path';
import { RUN_LIMITS, Sandbox, sandboxUser } from '@proclab/sandbox';
import type { Section } from '../section.ts';
import { sideBySide } from '../side-by-side.ts';
import type { Round } from '../statistics.ts';
import { ROOT, timed } from '../timed.ts';

/** PID 1 of the sandboxes, as the grader starts it. */
export const LABINIT = join(ROOT, 'packages/sandbox/dist/labinit');

/** The least that makes a private Linux: the same namespaces, with the host's files. */
const PLAIN_BWRAP = [
  'bwrap',
  '--unshare-user',
  '--unshare-all',
  '--ro-bind',
  '/',
  '/',
  '--proc',
  '/proc',
  '--dev',
  '/dev',
  '/bin/true',
] as const;

/** A sandbox, from nothing to the first terminal and to its end, beside programs that do nothing. */
export const sandboxStart: Section = {
  id: 'sandbox-start',
  title: { zh: '启动沙箱', en: 'Sandbox' },
  rows: [
    { id: 'true', name: { zh: '/bin/true，由 node 启动', en: '/bin/true, started by node' } },
    { id: 'bwrap', name: { zh: 'bwrap … /bin/true', en: 'bwrap … /bin/true' } },
    { id: 'ready', name: { zh: '沙箱就绪', en: 'sandbox ready' } },
    { id: 'terminal', name: { zh: '……到第一个终端', en: '… to its first terminal' } },
    { id: 'stopped', name: { zh: '……到全部结束', en: '… to its end' } },
  ],
  takeRounds(rounds, signal) {
    const outside = { signal, cwd: '/', ...sandboxUser() };
    return sideBySide(
      [
        async () => ({ true: await timed(['/bin/true'], outside) }),
        async () => ({ bwrap: await timed(PLAIN_BWRAP, outside) }),
        oneSandbox,
      ],
      rounds,
      signal,
    );
  },
};

async function oneSandbox(): Promise<Round> {
  const began = performance.now();
  const sandbox = await Sandbox.start({ labinit: LABINIT, limits: RUN_LIMITS });
  const ready = performance.now() - began;
  try {
    await sandbox.openTerminal(0o022);
    const terminal = performance.now() - began;
    await sandbox.stop();
    return { ready, terminal, stopped: performance.now() - began };
  } finally {
    await sandbox.stop();
  }
}
