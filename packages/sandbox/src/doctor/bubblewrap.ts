import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Trouble, attempt, start } from './run.ts';
import type { Account, Ran } from './run.ts';

/**
 * The smallest sandbox that shows what the real one needs. `--unshare-user` is named beside
 * `--unshare-all`, which alone would go on silently without a user namespace, bwrap(1).
 */
const PRIVATE_LINUX = [
  ...'--unshare-user --unshare-all --die-with-parent --as-pid-1 --uid 0 --gid 0'.split(' '),
  ...'--clearenv --setenv PATH /usr/bin:/usr/sbin --tmpfs / --ro-bind /usr /usr'.split(' '),
  ...['bin', 'lib', 'lib64', 'sbin'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
];

export const OWN_PROC = ['--proc', '/proc'];
export const OWN_DEV = ['--dev', '/dev'];

/** Runs a shell command inside, with these parts of the machine added. */
export function inSandbox(account: Account | null, parts: readonly string[], command: string): Promise<Ran> {
  return attempt('bwrap', [...PRIVATE_LINUX, ...parts, '/bin/sh', '-c', command], { account });
}

/** A sandbox whose PID 1 is a shell that waits for a line. */
export interface Specimen {
  /** The process id of its PID 1 as we see it. */
  readonly pid: number;
  /** Gives it the line: it exits with {@link SPECIMEN_EXIT}. */
  release(): void;
}

export const SPECIMEN_EXIT = 7;

const SPECIMEN = [
  ...PRIVATE_LINUX,
  ...OWN_PROC,
  ...OWN_DEV,
  ...'--info-fd 3 /bin/sh -c'.split(' '),
  `echo ready; read line; exit ${SPECIMEN_EXIT}`,
];

/** Shows a living sandbox to `look`, and ends it in any case. Rejects with {@link Trouble} if it can't be made. */
export async function withSpecimen<T>(
  account: Account | null,
  look: (specimen: Specimen) => Promise<T>,
): Promise<T> {
  const { child, closed } = start('bwrap', SPECIMEN, account, ['pipe', 'pipe', 'pipe', 'pipe']);
  const [stdin, stdout, stderr, info] = child.stdio as unknown as [Writable, Readable, Readable, Readable];
  // It may end before it reads its line.
  stdin.on('error', () => {});
  const complaints = text(stderr);
  const facts = text(info);
  try {
    const ready = await Promise.race([once(stdout, 'data').then(() => true), closed.then(() => false)]);
    if (!ready) throw new Trouble((await complaints).trim());
    const { 'child-pid': pid } = JSON.parse(await facts) as { 'child-pid': number };
    return await look({ pid, release: () => stdin.end('\n') });
  } finally {
    // bwrap's end takes its PID 1 along (--die-with-parent), and that everything inside, pid_namespaces(7).
    child.kill('SIGKILL');
    await closed.catch(() => {});
  }
}
