import {
  isZombie,
  type Now,
  type ProcessState,
  type Program,
  type Stage,
  untilAllEnded,
} from '@proclab/lab-kit';
import { livingChildren } from '../waits/living-children.ts';

export const CHILDREN = 4;
/** All but the first, which ends at once. */
const STAYING = CHILDREN - 1;
const END_OF_INPUT = '\u0004';

/** What is typed and, in capital letters, what the program answers. What is no small letter stays as it is. */
export const answerTo = (word: string) => word.toUpperCase();
export const WORDS = {
  serving: 'alpha',
  swept: 'bravo',
  // With its newline as long as a line may be.
  'last-gone': 'Charlie 3 meets Delta and tells the other 24 how long a line may be in this lab',
} as const;

/**
 * Those two children that end at the same time, of those that lived at the moment `serving`: the youngest, as the first
 * child may just be about to end.
 */
export function pairOf(children: readonly ProcessState[]): readonly ProcessState[] {
  return children.slice(-2);
}

/**
 * Two children end while the program is stopped: as SIGCHLD is not counted, it gets one for both, signal(7). Then the
 * last one ends.
 */
export async function twoAtOnce(stage: Stage): Promise<void> {
  const cast = await serve(stage);
  const { program } = cast;
  const pair = pairOf(cast.children);
  await stage.signal(program.pid, 'SIGSTOP');
  await stage.moment(
    'stopped',
    { zh: '程序被 SIGSTOP 停住', en: 'the program has been stopped by SIGSTOP' },
    (now) => cast.see(now).some(({ pid, state }) => pid === program.pid && state === 'T'),
    { within: '5s' },
  );
  for (const { pid } of pair) await stage.signal(pid, 'SIGTERM');
  await stage.moment(
    'two-ended',
    { zh: '两个子进程都已结束', en: 'two children have ended' },
    (now) => cast.see(now).every((process) => isZombie(process) || !isOneOf(pair, process)),
    { within: '5s' },
  );
  await stage.terminal.resume();
  await stage.terminal.type(`${WORDS.swept}\n`);
  await stage.moment(
    'swept',
    {
      zh: '两个子进程都已回收，又答了一行',
      en: 'both have been reaped, and one more line has been answered',
    },
    (now) =>
      !cast.see(now).some((process) => isOneOf(pair, process)) && now.output.includes(answerTo(WORDS.swept)),
    { within: '5s' },
  );
  await endAll(stage, cast);
}

/** The first child ends when nobody knows how far the program is; afterwards it must answer as before. */
export async function oneEndsEarly(stage: Stage): Promise<void> {
  const cast = new Cast(await stage.terminal.run('./sigchld'));
  await stage.terminal.type(`${WORDS.serving}\n`);
  await stage.moment(
    'early-gone',
    {
      zh: '第一行已经回答；三个子进程活着，立刻结束的那个已经回收',
      en: 'the first line has been answered; three children are alive, and the one that ends at once has been reaped',
    },
    (now) => isServing(cast, now) && cast.children.length === STAYING && !now.processes.some(isZombie),
    { within: '5s' },
  );
  await stage.terminal.type(`${WORDS.swept}\n`);
  await stage.moment(
    'answers-on',
    { zh: '又答了一行', en: 'one more line has been answered' },
    (now) => cast.see(now).length > 0 && now.output.includes(answerTo(WORDS.swept)),
    { within: '5s' },
  );
  await endAll(stage, cast);
}

async function serve(stage: Stage): Promise<Cast> {
  const cast = new Cast(await stage.terminal.run('./sigchld'));
  await stage.terminal.type(`${WORDS.serving}\n`);
  await stage.moment(
    'serving',
    {
      zh: '三个子进程活着，第一行已经回答',
      en: 'three children are alive, and the first line has been answered',
    },
    (now) => isServing(cast, now),
    { within: '5s' },
  );
  return cast;
}

/** Who answers has made all of its children. */
function isServing(cast: Cast, now: Now): boolean {
  cast.see(now);
  return cast.children.length >= STAYING && now.output.includes(answerTo(WORDS.serving));
}

async function endAll(stage: Stage, cast: Cast): Promise<void> {
  for (const { pid } of cast.others) await stage.signal(pid, 'SIGTERM');
  await stage.terminal.type(`${WORDS['last-gone']}\n`);
  await stage.moment(
    'last-gone',
    {
      zh: '所有子进程都已回收，又答了一行',
      en: 'all children have been reaped, and one more line has been answered',
    },
    (now) =>
      cast.see(now).every(({ pid }) => pid === cast.program.pid) &&
      now.output.includes(answerTo(WORDS['last-gone'])),
    { within: '5s' },
  );
  await stage.terminal.type(END_OF_INPUT);
  await untilAllEnded(stage, cast.program);
}

/** Who was there at the last look. */
class Cast {
  readonly program: Program;
  #processes: readonly ProcessState[] = [];

  constructor(program: Program) {
    this.program = program;
  }

  see(now: Now): readonly ProcessState[] {
    this.#processes = now.processes;
    return now.processes;
  }

  get children(): readonly ProcessState[] {
    return livingChildren(this.#processes, this.program.pid);
  }

  /** Orphans, too. */
  get others(): readonly ProcessState[] {
    return this.#processes.filter(({ pid }) => pid !== this.program.pid);
  }
}

function isOneOf(some: readonly ProcessState[], { pid }: ProcessState): boolean {
  return some.some((process) => process.pid === pid);
}
