import { describe, expect, it } from 'vitest';
import { answersTo, names } from '../../../labs/lab-06-mmap/ten-questions/answers.ts';
import { sizeAt } from '../../../labs/lab-06-mmap/ten-questions/file-sizes.ts';
import { experimentsOf } from '../../../labs/lab-06-mmap/ten-questions/experiments.ts';
import { readingsOf } from '../../../labs/lab-06-mmap/ten-questions/typed.ts';
import type { Call, Run } from '../src/index.ts';
import { life, run } from './evidence.ts';

const LATE = 1000;

type Made = readonly [name: string, args: string, result: number];

/** A run of these calls, one each ms. */
function tracedRun(...calls: readonly Made[]): Run {
  const all = calls.map(([name, args, result], at): Call => ({
    pid: 11,
    tid: 11,
    at,
    returnedAt: at,
    name,
    args,
    result,
    error: result === -1 ? 'EINVAL' : null,
  }));
  return run({ schedule: 'as-it-comes', trace: { processes: [], calls: all, signals: [] } });
}

const open = (flags: string, path = '"x"') =>
  ['openat', `AT_FDCWD</home>, ${path}, ${flags}, 0644`, 3] as const;

describe('sizeAt', () => {
  it('follows what makes a file longer and shorter', () => {
    const made = tracedRun(
      open('O_RDWR|O_CREAT'),
      ['ftruncate', '3</home/x>, 10', 0],
      ['truncate', '"/home/x", 4', 0],
      ['fallocate', '3</home/x>, 0, 0, 100', 0],
      ['ftruncate', '3</home/x>, 7', -1],
    );
    expect([0, 1, 2, LATE].map((time) => sizeAt(made, '/home/x', time))).toEqual([0, 10, 4, 100]);
  });

  it('knows where a write begins', () => {
    const made = tracedRun(
      open('O_RDWR|O_CREAT|O_TRUNC'),
      ['lseek', '3</home/x>, 99, SEEK_SET', 99],
      ['write', '3</home/x>, "", 1', 1],
      ['pwrite64', '3</home/x>, "abc", 3, 10', 3],
    );
    expect(sizeAt(made, '/home/x', LATE)).toBe(100);
  });

  it('keeps the size of a file whose name is gone, and begins anew with the name', () => {
    const calls = [
      open('O_RDWR|O_CREAT|O_EXCL'),
      ['ftruncate', '3</home/x>, 10', 0],
      ['unlink', '"x"', 0],
    ] as const;
    expect(sizeAt(tracedRun(...calls), '/home/x', LATE)).toBe(10);
    expect(sizeAt(tracedRun(...calls, open('O_RDWR|O_CREAT')), '/home/x', LATE)).toBe(0);
  });

  it('does not guess the size of a file that was there before', () => {
    expect(sizeAt(tracedRun(open('O_RDONLY')), '/home/x', LATE)).toBeNull();
    expect(sizeAt(tracedRun(open('O_RDWR|O_TRUNC')), '/home/x', LATE)).toBe(0);
  });
});

describe('readingsOf', () => {
  const readIn = (...calls: readonly Made[]) => {
    const family = { program: life(11, ''), children: [], made: [] };
    return readingsOf(experimentsOf(tracedRun(...calls), family), '/home/x').map(({ content }) => content);
  };

  it('puts together what was read piece by piece', () => {
    expect(
      readIn(
        ['read', '3</home/x>, "wi", 2', 2],
        ['read', '3</home/x>, "ld", 2', 2],
        ['read', '3</home/x>, "", 2', 0],
      ),
    ).toEqual(['wild']);
  });

  it('begins anew where the file was opened again, or the descriptor moved', () => {
    const whole = ['read', '3</home/x>, "wild", 9', 4] as const;
    expect(readIn(whole, ['close', '3</home/x>', 0], whole)).toEqual(['wild', 'wild']);
    expect(readIn(whole, ['lseek', '3</home/x>, 0, SEEK_SET', 0], whole)).toEqual(['wild', 'wild']);
    expect(readIn(['pread64', '3</home/x>, "wild", 9, 0', 4], whole)).toEqual(['wild', 'wild']);
  });
});

describe('answersTo', () => {
  const answers = (printed: string, question = 'q1') =>
    answersTo(question, ['plus-one', 'plus-page'], [life(12, printed)]);

  it('reads words in one line or in several', () => {
    for (const printed of [
      'q1 plus-page=OK plus-one=Invalid argument\r\n',
      'q1 plus-one=Invalid argument\r\nq2 private=OK\r\nQ1: plus-page = OK\r\n',
      '\x1b[1mq1\x1b[0m plus-one=\x1b[31mInvalid argument\x1b[0m plus-page=OK\r\n',
      'q1\r\n  plus-one=Invalid argument\r\n  - plus-page=OK\r\nq2\r\n  plus-page=EINVAL\r\n',
    ]) {
      expect(answers(printed).of('plus-one')).toEqual(['Invalid argument']);
      expect(answers(printed).of('plus-page')).toEqual(['OK']);
    }
  });

  it('reads them after a prompt, and ends at the next question', () => {
    expect(answers('type a line: q1 plus-one=22 q10 saved=x').of('plus-one')).toEqual(['22']);
  });

  it('tells question 1 from question 10, and leaves out half a line that a child flushed', () => {
    expect(answers('q10 plus-one=OK').lines).toEqual([]);
    expect(answers('q1 plus-one=\r\nq1 plus-one=OK').of('plus-one')).toEqual(['OK']);
  });

  it('takes no remark below an answer for another one', () => {
    expect(answers('q1 plus-one=EINVAL\r\nremark: plus-one=OK would be odd').of('plus-one')).toEqual([
      'EINVAL',
    ]);
  });

  it('gives all values where a program contradicts itself', () => {
    expect(answers('q1 plus-one=OK\r\nq1 plus-one=EINVAL').of('plus-one')).toEqual(['OK', 'EINVAL']);
  });
});

describe('names', () => {
  it.each([
    ['EINVAL', 'EINVAL'],
    ['22', 'EINVAL'],
    ['Invalid argument', 'EINVAL'],
    ['EINVAL (Invalid argument)', 'EINVAL'],
    ['BUS', 'SIGBUS'],
    ['7', 'SIGBUS'],
    ['Segmentation fault (core dumped)', 'SIGSEGV'],
    ['ok', 'OK'],
    ['0', 'OK'],
    ['wild geese', 'wild geese'],
  ])('takes %s for %s', (value, outcome) => {
    expect(names(value, outcome)).toBe(true);
  });

  it.each([
    ['OK', 'EINVAL'],
    ['2', 'EINVAL'],
    ['SIGSEGV', 'SIGBUS'],
    ['wild', 'wild geese'],
    ['not EINVAL', 'EINVAL'],
  ])('does not take %s for %s', (value, outcome) => {
    expect(names(value, outcome)).toBe(false);
  });
});
