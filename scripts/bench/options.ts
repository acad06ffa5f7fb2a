import type { Text } from '@proclab/core';
import { optionsOf, unusableValue } from '../command-line.ts';

export interface BenchOptions {
  /** Rounds of each section; slow sections take fewer. */
  readonly runs: number;
  readonly full: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

const OPTIONS = {
  runs: { type: 'string' },
  full: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const RUNS = 15;

/**
 * Reads the command line, and beside it npm_config_*: `npm run bench --full` keeps the flag for npm. Throws
 * a UsageError.
 */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): BenchOptions {
  // Of `npm run bench --runs 5`, npm keeps the name and passes the 5 on.
  const given = optionsOf(env['npm_config_runs'] === 'true' ? ['--runs', ...args] : args, OPTIONS);
  const runs = given.runs ?? env['npm_config_runs'] ?? String(RUNS);
  if (!/^[1-9]\d{0,3}$/.test(runs)) {
    throw unusableValue({
      zh: `--runs 要一个 1 到 9999 的整数，不能是“${runs}”。`,
      en: `--runs takes a whole number from 1 to 9999, not "${runs}".`,
    });
  }
  const flag = (name: 'full' | 'json' | 'help') => given[name] ?? env[`npm_config_${name}`] === 'true';
  return { runs: Number(runs), full: flag('full'), json: flag('json'), help: flag('help') };
}

export const HELP: Text = {
  zh: `用法：npm run bench [-- 选项]

量出评分的开销，与必不可少的部分（编译、运行、启动）并排比较。

  --runs N   每节 ${RUNS} 轮改为 N 轮；耗时的几节轮数更少
  --full     还比较 npm test 重新做与用缓存的耗时（要几分钟）
  --json     输出 JSON，别的什么都不输出
`,
  en: `Usage: npm run bench [-- options]

Measures what grading costs, side by side with what it cannot do without: compiling, running, starting.

  --runs N   N rounds of each section instead of ${RUNS}; slow sections take fewer
  --full     also npm test, done anew and from the cache (takes minutes)
  --json     print JSON, and nothing else
`,
};
