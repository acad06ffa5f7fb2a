import { nameOf, type Now, type Program, type Stage } from '@proclab/lab-kit';

/** Ctrl-D, which ends the input of a terminal, termios(3), VEOF. */
export const CTRL_D = '\x04';

/** Once something has not come in time, what follows gets this long all the same: it may come at the end. */
export const SHORT_PATIENCE = '500ms';

/**
 * Waits for what the program that comes first does alone: `made`, a FIFO has appeared, and `alone`, the program
 * is asleep, as one is that waits for its partner.
 */
export async function waitAtFifo(stage: Stage, name: string, program: Program): Promise<void> {
  const made = await stage.moment(
    'made',
    { zh: `${name} 建好 FIFO`, en: `${name} has made a FIFO` },
    ({ added }) => added.some(({ type }) => type === 'fifo'),
    { within: '5s' },
  );
  if (!made) return;
  await stage.moment(
    'alone',
    { zh: `${name} 睡着等待对方`, en: `${name} sleeps until its partner comes` },
    ({ processes }) => processes.some(({ pid, state }) => pid === program.pid && state === 'S'),
    { within: '5s' },
  );
}

/**
 * Waits for `connected`: each program has a FIFO open, which one that waits for its partner in open(2) has not yet,
 * fifo(7). Where a FIFO is opened for an instant only, what came of it may tell as well.
 */
export function meet(
  stage: Stage,
  programs: readonly Program[],
  told: (now: Now) => boolean = () => false,
): Promise<boolean> {
  return stage.moment(
    'connected',
    { zh: '两个程序都打开了 FIFO', en: 'both programs have a FIFO open' },
    (now) => programs.every((program) => hasFifoOpen(now, program)) || told(now),
    { within: '5s' },
  );
}

function hasFifoOpen({ processes, added }: Now, program: Program): boolean {
  const fifos = new Set(added.filter(({ type }) => type === 'fifo').map(({ path }) => path));
  const descriptors = processes.find(({ pid }) => pid === program.pid)?.descriptors ?? [];
  return descriptors.some(({ target }) => fifos.has(nameOf(target)));
}

/** Waits for `end`: both programs have ended and nothing of them is left. */
export async function bothEnd(stage: Stage, programs: readonly Program[]): Promise<void> {
  await stage.moment(
    'end',
    { zh: '两个程序都结束，没有留下进程', en: 'both programs have ended and no process is left' },
    (now) => programs.every((program) => now.ended(program) !== null) && now.processes.length === 0,
    { within: '5s' },
  );
}
