import type { Text } from '@proclab/core';
import { optionsOf, unusableValue } from '../command-line.ts';

export interface CrashOptions {
  readonly runs: number;
  readonly seed: number;
  /** The number of the only trial to be made. */
  readonly only: number | undefined;
  readonly help: boolean;
}

const OPTIONS = {
  runs: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const RUNS = '50';
/** Seeds fit in 32 bits. */
const SEEDS = 2 ** 32;

/** Reads the command line, and beside it what npm takes for its own: `npm run crash --seed=7`. Throws a UsageError. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): CrashOptions {
  const given = optionsOf(args, OPTIONS);
  const number = (name: 'runs' | 'seed' | 'only', otherwise?: string) => {
    const value = given[name] ?? env[`npm_config_${name}`] ?? otherwise;
    if (value === undefined || /^\d{1,10}$/.test(value))
      return value === undefined ? undefined : Number(value);
    throw unusableValue({
      zh: `--${name} 要一个非负整数，而不是“${value}”。`,
      en: `--${name} takes a whole number, not "${value}".`,
    });
  };
  return {
    runs: number('runs', RUNS)!,
    seed: number('seed', String(Math.floor(Math.random() * SEEDS)))!,
    only: number('only'),
    help: given.help ?? false,
  };
}

export const HELP: Text = {
  zh: `用法：npm run crash [-- 选项]

在随机的时刻终止正在评分的程序（SIGKILL、SIGINT、SIGTERM；评分程序本身、整个前台进程组、bwrap 或 strace），
然后检查：什么进程都没有留下，保存的结果和缓存是完整的，下一次评分是对的。

  --runs N   ${RUNS} 次改为 N 次
  --seed S   用这个种子重复同样的时刻
  --only K   只做其中第 K 次
`,
  en: `Usage: npm run crash [-- options]

Ends graders at random moments (SIGKILL, SIGINT, SIGTERM; to the grader, to its whole foreground process group, to
bwrap, to strace), and looks whether nothing survives, what was saved or cached is whole, and the next grade is right.

  --runs N   N times instead of ${RUNS}
  --seed S   the moments of this seed again
  --only K   of these, only the one with this number
`,
};
