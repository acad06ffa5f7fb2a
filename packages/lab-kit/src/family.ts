import { type Check, fail, type Finding, type ProcessLife, type Run, type Text } from '@proclab/core';

/** What became of one program in a traced run. */
export interface Family {
  /** The process that the shell started. */
  readonly program: ProcessLife;
  /** The processes that it made itself, by birth. */
  readonly children: readonly ProcessLife[];
  /** All that came of it, children of children included, by birth; without the program itself. */
  readonly made: readonly ProcessLife[];
}

/**
 * The family of a program, the first one of the run unless another is named as it was started (`./reader`, with its
 * first arguments where one program runs several times); null when the run was not traced or did not get as far as
 * to start it.
 */
export function familyOf(run: Run, ...words: readonly string[]): Family | null {
  const started = run.programs.find(({ argv }) => words.every((word, index) => argv[index] === word));
  const lives = run.trace?.processes ?? [];
  const program = lives.find((life) => life.bornBy === 'start' && life.pid === started?.pid);
  if (program === undefined) return null;
  const pids = new Set([program.pid]);
  const made = lives.filter((life) => {
    const ours = life.parent !== null && pids.has(life.parent);
    if (ours) pids.add(life.pid);
    return ours;
  });
  return { program, made, children: made.filter((life) => life.parent === program.pid) };
}

/**
 * A judge of what a program has made, the first one of the run unless another is named. One that makes no process at
 * all has done nothing right, and fails.
 *
 * @throws Error when the run was not traced; the judge reports that as a fault of the check.
 */
export function ofFamily(
  judge: (family: Family, ...rest: Parameters<Check['judge']>) => Finding,
  ...words: readonly string[]
): Check['judge'] {
  return (run, exercise) => {
    const family = familyOf(run, ...words);
    if (family === null) throw new Error(`run ${run.id} has no trace of a program`);
    return family.made.length > 0
      ? judge(family, run, exercise)
      : fail(CHILDLESS, { ms: family.program.bornAt });
  };
}

export const CHILDLESS: Text = {
  zh: '程序没有创建任何进程',
  en: 'the program made no process at all',
};
