import { randomNumbers } from '../../grader/src/soak/shuffle.ts';

/** What is graded, by what it adds to the others. */
export const GRADES = [
  { exercise: 'lab-01/siblings', because: 'traced runs' },
  { exercise: 'lab-05/messages', because: 'two programs' },
  { exercise: 'lab-07/two-threads', because: 'the twin with slow threads' },
  { exercise: 'lab-08/watcher', because: 'a second boot' },
] as const;

export type Graded = (typeof GRADES)[number]['exercise'];

/** In every five: three that nobody can catch, and the two of a person and a system. */
const SIGNALS = ['SIGKILL', 'SIGINT', 'SIGKILL', 'SIGTERM', 'SIGKILL'] as const;

/** `group`: the whole foreground process group, as Ctrl-C does. `bwrap`, `strace`: one of those in between. */
const TARGETS = ['grader', 'grader', 'group', 'group', 'bwrap', 'strace'] as const;

export type Target = (typeof TARGETS)[number];

/** One grade, and the moment at which it is disturbed. */
export interface Trial {
  /** From 1 on. */
  readonly number: number;
  readonly exercise: Graded;
  readonly signal: (typeof SIGNALS)[number];
  readonly target: Target;
  /** Is the lab newer than its bundle, so that it is built first? */
  readonly stale: boolean;
  /** Has the grader a terminal? */
  readonly terminal: boolean;
  /** A share of the time that such a grade takes, or ms after the first of the result is there. */
  readonly moment: { readonly share: number } | { readonly saving: number };
}

/** Of 8 moments one is in the half millisecond in which a result is saved. */
const SAVING = 1 / 8;
const LONGEST_SAVING_MS = 3;
/**
 * So many trials, with moments spread over the whole life of a grade.
 *
 * @param seed the same seed gives the same trials
 */
export function trialsOf(runs: number, seed: number): Trial[] {
  const random = randomNumbers(seed);
  const one = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  return Array.from({ length: runs }, (_, index): Trial => {
    const trial = {
      number: index + 1,
      exercise: one(GRADES).exercise,
      signal: SIGNALS[index % SIGNALS.length]!,
      target: one(TARGETS),
      stale: random() < 1 / 4,
      terminal: random() < 1 / 2,
    };
    const saving = random() < SAVING;
    const when = random();
    return {
      ...trial,
      moment: saving ? { saving: when * LONGEST_SAVING_MS } : { share: when },
    };
  });
}

/** `17 SIGKILL to bwrap, lab-01/siblings, newer than its bundle, on a terminal, at 0.413 of its time` */
export function nameOf({ number, signal, target, exercise, stale, terminal, moment }: Trial): string {
  const when =
    'share' in moment
      ? `at ${moment.share.toFixed(3)} of its time`
      : `${moment.saving.toFixed(2)} ms into the result`;
  return [
    `${number} ${signal} to ${target}`,
    exercise,
    ...(stale ? ['newer than its bundle'] : []),
    ...(terminal ? ['on a terminal'] : []),
    when,
  ].join(', ');
}
