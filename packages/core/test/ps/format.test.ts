import { expect, test } from 'vitest';
import { psHeader, psLine, type ProcessState } from '../../src/index.ts';
import { fixture } from '../fixture.ts';

const [header = '', ...lines] = fixture('ps/zoo.txt').trimEnd().split('\n');
const { after } = JSON.parse(fixture('ps/zoo.json')) as { after: ProcessState[] };

test('the header is that of procps', () => {
  expect(psHeader()).toBe(header);
});

test('/proc gives the lines that procps printed, but for niceness and characters it will not print', () => {
  const lineOf = (pid: number) => lines.find((line) => Number(line.slice(0, 7)) === pid);
  const same = after.filter(({ pid }) => ![8, 9, 10].includes(pid));
  expect(same.map(psLine)).toEqual(same.map(({ pid }) => lineOf(pid)));
  expect(after.filter(({ pid }) => pid === 8).map(psLine)).toEqual([lineOf(8)?.replace('SNsl', 'Ssl ')]);
});

test('a process can not add a line with its command line', () => {
  const [forger] = after.filter(({ pid }) => pid === 9);
  expect(forger?.argv[0]).toContain('\n');
  expect(psLine(forger as ProcessState)).not.toContain('\n');
});
