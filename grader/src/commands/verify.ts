import type { Text } from '@proclab/core';
import { killMatrix, type KillMatrixRow } from '@proclab/reporters';
import { EXIT } from '../cli/grader-error.ts';
import { showProgress, terminalOptions } from '../cli/screen.ts';
import { loadLab } from '../labs/load-lab.ts';
import { chosenLabs } from '../labs/places.ts';
import type { Call } from '../run-command.ts';
import { verifyLab, type Verified } from '../verify/verify-lab.ts';

/** `verify [LAB…]`: grades every program whose score is known and prints the kill matrix of each lab. */
export async function verify({ options, language }: Call): Promise<number> {
  const places = chosenLabs(options.positionals);
  const all: Timed[] = [];
  for (const place of places) {
    const began = performance.now();
    const result = await verifyLab(place, await loadLab(place), options.out, showRow);
    const timed = { ...result, wall: performance.now() - began };
    all.push(timed);
    showProgress('');
    process.stdout.write(killMatrix(result.matrix, terminalOptions(process.stdout, language)));
    process.stdout.write(`${summary([timed])[language]}\n`);
    for (const each of result.wrong) process.stdout.write(`  ✘ ${each}\n`);
    for (const fault of new Set(result.faults)) process.stdout.write(`  ! ${fault}\n`);
    process.stdout.write('\n');
  }
  if (all.length > 1) process.stdout.write(`${summary(all)[language]}\n`);
  if (all.some(({ faults }) => faults.length > 0)) return EXIT.trouble;
  return all.every(({ matrix }) => matrix.rows.every((row) => row.ok)) ? EXIT.allPoints : EXIT.pointsMissing;
}

interface Timed extends Verified {
  /** Milliseconds by the clock on the wall. */
  readonly wall: number;
}

function showRow({ kind, program, earned, possible, ok }: KillMatrixRow): void {
  showProgress(`${ok ? '✔' : '✘'} ${kind} ${program} ${earned}/${possible}`);
}

function summary(labs: readonly Timed[]): Text {
  const sum = (count: (lab: Timed) => number) => labs.reduce((total, lab) => total + count(lab), 0);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const programs = sum(({ matrix }) => matrix.rows.length);
  const wall = seconds(sum((lab) => lab.wall));
  const sandboxes = seconds(sum(({ sandboxTime }) => sandboxTime));
  const disagreements = sum((lab) => lab.disagreements);
  const faults = sum((lab) => lab.faults.length);
  const again = sum((lab) => lab.again.length);
  return {
    zh: `${programs} 个程序，历时 ${wall} 秒，沙箱共运行 ${sandboxes} 秒；ps、strace 与 /proc 不一致 ${disagreements} 处；评分程序或机器的故障 ${faults} 个${again > 0 ? `；机器太忙，单独重评 ${again} 个` : ''}。`,
    en: `${programs} programs in ${wall} s, sandboxes ran ${sandboxes} s in all; ps or strace disagreed with /proc ${disagreements} times; faults of the grader or the machine: ${faults}${again > 0 ? `; graded again, alone, as the machine was too busy: ${again}` : ''}.`,
  };
}
