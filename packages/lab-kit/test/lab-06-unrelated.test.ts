import type { Call } from '@proclab/core';
import { expect, it } from 'vitest';
import { LONG, notCutOff } from '../../../labs/lab-06-mmap/unrelated/file.ts';
import { showsALine } from '../../../labs/lab-06-mmap/unrelated/how.ts';
import { PATH, READER } from '../../../labs/lab-06-mmap/unrelated/scenario.ts';
import { exerciseEvidence, file, life, moment, run } from './evidence.ts';

const PID = 12;

function call(name: string, at: number, returnedAt: number, args: string): Call {
  return { pid: PID, tid: PID, at, returnedAt, name, args, result: 1, error: null };
}

/** Enter is pressed at 100 ms, and again at 900 ms. */
const enter = [100, 900].map((at) => call('read', at - 90, at, String.raw`0</dev/pts/0>, "\n", 1024`));
const shown = (at: number, text: string, target = '/dev/pts/0') =>
  call('write', at, at, `1<${target}>, "${text}", 1`);

function lineStatus(...calls: readonly Call[]): string {
  const seen = run({
    programs: [{ terminal: 'terminal-1', argv: [READER, 'board'], pid: PID, startedAt: 0, ended: null }],
    trace: { calls, signals: [], processes: [life(PID, '', { bornBy: 'start' })] },
  });
  return showsALine.judge(seen, exerciseEvidence(seen)).status;
}

it('a line that is shown after the first Enter and before the next is an answer', () => {
  expect(lineStatus(...enter, shown(101, String.raw`\n`))).toBe('pass');
  expect(lineStatus(enter[0]!, shown(101, 'now: '), shown(102, String.raw`\n`))).toBe('pass');
});

it('what was shown before, only after the next, elsewhere, or without an end of the line is none', () => {
  expect(lineStatus(...enter, shown(50, String.raw`hello\n`), shown(901, String.raw`now\n`))).toBe('fail');
  expect(lineStatus(...enter, shown(101, String.raw`\n`, '/tmp/log'))).toBe('fail');
  expect(lineStatus(...enter, shown(101, '> '))).toBe('fail');
  expect(lineStatus()).toBe('fail');
});

function sizeStatus(size: number | null, reached = true): string {
  const seen = run({
    moments: [moment('stored-1', [], { reached })],
    files: size === null ? [] : [file(PATH, 0, { size })],
  });
  return notCutOff.judge(seen, exerciseEvidence(seen)).status;
}

it('a file may become longer, but no shorter', () => {
  expect(sizeStatus(LONG.length)).toBe('pass');
  expect(sizeStatus(1 << 20)).toBe('pass');
  expect(sizeStatus(4096)).toBe('fail');
  expect(sizeStatus(null)).toBe('fail');
  expect(sizeStatus(LONG.length, false)).toBe('not-checked');
});
