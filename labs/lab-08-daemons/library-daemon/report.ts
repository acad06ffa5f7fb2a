import {
  keptLines,
  onTerminal,
  type ProcessState,
  processesOf,
  type Run,
  type Selection,
} from '@proclab/lab-kit';

export const NAME = 'library-daemon';
export const EARLY = '/tmp/library-daemon.early';
export const REPORT = '/tmp/library-daemon.report';
export const MOMENT = 'reported';

/** What a report tells, in the order of the task text. */
export const KEYS = ['pid', 'sid', 'tty', 'cwd', 'umask', '0', '1', '2', 'early'] as const;
export type Key = (typeof KEYS)[number];

/** The values in the lines of a report, `key=value`; blanks around them do not count. */
export function valuesIn(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const [, key, value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, value] as const];
    }),
  );
}

export function reportOf(run: Run): ReadonlyMap<string, string> {
  return valuesIn(keptLines(run, REPORT));
}

/** How a process was at the moment, in the words of a report; `?` for what could not be read. */
export function truthOf({ pid, sid, tty, cwd, umask, descriptors }: ProcessState): Record<Key, string> {
  const target = (fd: number) =>
    descriptors === null ? '?' : (descriptors.find((held) => held.fd === fd)?.target ?? 'closed');
  const early = descriptors?.some((held) => held.target === EARLY);
  return {
    pid: String(pid),
    sid: String(sid),
    tty: tty === null ? 'no' : 'yes',
    cwd: cwd ?? '?',
    umask: umask === null ? '?' : umask.toString(8),
    0: target(0),
    1: target(1),
    2: target(2),
    early: early === undefined ? '?' : early ? 'open' : 'closed',
  };
}

/** Does a report say that? A mask is a number, however many noughts it begins with. */
export function agrees(key: Key, said: string, truth: string): boolean {
  if (key !== 'umask') return said === truth;
  return /^0*[0-7]+$/.test(said) && Number.parseInt(said, 8) === Number.parseInt(truth, 8);
}

/** The daemon: a process of the program that has left the session of the terminal. */
export const daemon: Selection = {
  moment: MOMENT,
  pick: ({ processes }, run) =>
    processesOf(processes, NAME).filter(({ sid }) => run.terminals.every(({ shell }) => shell !== sid)),
};

/** Pseudo-terminals that it has open beside that of the shell which started it, from either end, pty(7). */
export function newTerminals(run: Run, { descriptors }: ProcessState): readonly string[] {
  const shells = run.terminals.map(({ tty }) => `/dev/${tty}`);
  const held = descriptors ?? [];
  const masters = held.filter(({ target }) => /^\/dev\/(?:pts\/)?ptmx$/.test(target));
  return [...onTerminal(held), ...masters]
    .map(({ target }) => target)
    .filter((target) => !shells.includes(target));
}

/** The flags that it was started with. */
export function flagsOf(run: Run): { readonly nochdir: boolean; readonly noclose: boolean } {
  const [, nochdir, noclose] = run.programs[0]?.argv ?? [];
  return { nochdir: nochdir !== '0', noclose: noclose !== '0' };
}
