import { expect, it } from 'vitest';
import { Imposed } from '../src/imposed.ts';

const T0 = 1_700_000_000;
const at = (ms: number) => (T0 + ms / 1000).toFixed(6);
const whole = (pid: number, ms: number) =>
  `${pid} ${at(ms)} set_robust_list(0x7f, 24) = 0 (DELAYED) <0.02>\n`;
const resumed = (pid: number, ms: number) =>
  `${pid} ${at(ms)} <... set_robust_list resumed>) = 0 (DELAYED) <0.02>\n`;

function imposed(...pieces: string[]): number {
  const found = new Imposed(20);
  for (const piece of pieces) found.add(piece);
  return Math.round(found.total);
}

it('children one after the other cost their delays in all', () => {
  expect(imposed(whole(2, 0), whole(3, 30), resumed(4, 80))).toBe(60);
});

it('children that are held at the same time cost one delay', () => {
  expect(imposed(resumed(2, 20), resumed(3, 21), resumed(4, 22))).toBe(22);
});

it('a line may come in pieces, and what is not delayed costs nothing', () => {
  const line = whole(2, 0);
  expect(imposed(line.slice(0, 30), line.slice(30, 50), line.slice(50))).toBe(20);
  expect(imposed(line.replace(' (DELAYED)', ''))).toBe(0);
});

it('calls that failed cost nothing', () => {
  expect(imposed(`2 ${at(0)} kill(99, SIGTERM) = -1 ESRCH (No such process) (DELAYED)\n`)).toBe(0);
});
