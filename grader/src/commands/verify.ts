import { cpus } from 'node:os';
import { killMatrix, type KillMatrixRow } from '@proclab/reporters';
import { EXIT } from '../cli/grader-error.ts';
import { terminalOptions } from '../cli/screen.ts';
import { loadLab } from '../labs/load-lab.ts';
import { allLabs, findLab } from '../labs/places.ts';
import type { Call } from '../run-command.ts';
import { verifyLab, type Verified } from '../verify/verify-lab.ts';

/** Most of a grade is waiting: several of them share a processor well. */
const JOBS_PER_CPU = 1;

/** `verify [LAB]`: grades every program whose score is known and prints the kill matrix. */
export async function verify({ options, language }: Call): Promise<number> {
  const places = options.positionals.length > 0 ? options.positionals.map(findLab) : allLabs();
  let status: number = EXIT.allPoints;
  for (const place of places) {
    const began = performance.now();
    const result = await verifyLab(place, await loadLab(place), cpus().length * JOBS_PER_CPU, showProgress);
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    process.stdout.write(killMatrix(result.matrix, terminalOptions(process.stdout, language)));
    process.stdout.write(`${summary(result, performance.now() - began)[language]}\n\n`);
    if (result.faults > 0) status = EXIT.trouble;
    else if (result.matrix.rows.some((row) => !row.ok)) status = Math.max(status, EXIT.pointsMissing);
  }
  return status;
}

function showProgress({ kind, program, earned, possible, ok }: KillMatrixRow): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\r${ok ? '✔' : '✘'} ${kind} ${program} ${earned}/${possible}\x1b[K`);
}

function summary({ matrix, sandboxTime, disagreements, faults }: Verified, wall: number) {
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return {
    zh: `${matrix.rows.length} 个程序，历时 ${seconds(wall)} 秒，沙箱共运行 ${seconds(sandboxTime)} 秒；ps 与 /proc 不一致 ${disagreements} 处；评分程序或机器的故障 ${faults} 个。`,
    en: `${matrix.rows.length} programs in ${seconds(wall)} s, sandboxes ran ${seconds(sandboxTime)} s in all; ps and /proc disagreed ${disagreements} times; faults of the grader or the machine: ${faults}.`,
  };
}
