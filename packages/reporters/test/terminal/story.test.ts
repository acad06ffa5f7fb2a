import type { Story, StoryRow } from '@proclab/core';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { penFor } from '../../src/terminal/pen.ts';
import { storyLines } from '../../src/terminal/story.ts';

const pen = (language: 'zh' | 'en', color = false) => penFor({ language, width: 80, color });

const story: Story = {
  columns: [
    { pid: 5001, tid: 5001, name: 'siblings', role: 'parent' },
    { pid: 5002, tid: 5002, name: 'siblings', role: 'child' },
  ],
  rows: [
    { at: 8.4, column: 0, event: { kind: 'call', text: 'clone() = 5002' } },
    { at: 9, column: 1, event: { kind: 'held', until: 88.6 } },
    { at: 10.6, column: 0, event: { kind: 'signal', signal: 'SIGCHLD', handled: true } },
    { at: 10.7, column: 0, event: { kind: 'signal', signal: 'SIGUSR1', handled: false } },
    { at: 112, column: 1, event: { kind: 'killed', signal: 'SIGTERM' } },
  ],
};

/** The story with one row, of the left process. */
function with1Row(text: string): Story {
  const row: StoryRow = { at: 1, column: 0, event: { kind: 'call', text } };
  return { ...story, rows: [row] };
}

describe('storyLines', () => {
  it('has one column for each process, with times, holds and signals, in English', () => {
    expect(storyLines(story, 80, pen('en'))).toEqual([
      ' ms  PID 5001 parent (siblings)           PID 5002 child (siblings)',
      '  8  clone() = 5002',
      '  9                                       - held back until 89 ms',
      ' 11  - SIGCHLD arrives, its handler runs',
      ' 11  - SIGUSR1 arrives, no handler',
      '112                                       - ended by SIGTERM',
    ]);
  });

  it('has its columns where they belong in Chinese, whose characters take two cells', () => {
    const lines = storyLines(story, 80, pen('zh'));
    expect(lines).toEqual([
      '毫秒  PID 5001 父进程（siblings）   PID 5002 子进程（siblings）',
      '   8  clone() = 5002',
      '   9                                - 被放慢，直到第 89 毫秒',
      '  11  - SIGCHLD 到达，进入处理函数',
      '  11  - SIGUSR1 到达，没有处理函数',
      ' 112                                - 被 SIGTERM 终止',
    ]);
    const start = (text: string) => stringWidth(text.slice(0, text.search(/PID 5002|- 被 SIG/)));
    expect(start(lines[0] ?? '')).toBe(start(lines[5] ?? ''));
  });

  it('names threads by TID, and programs that are no kin by their names alone', () => {
    const [head] = storyLines(
      {
        ...story,
        columns: [
          { pid: 5001, tid: 5003, name: 'race', role: 'thread' },
          { pid: 5004, tid: 5004, name: 'reader', role: null },
        ],
      },
      80,
      pen('en'),
    );
    expect(head).toMatch(/^ ms {2}TID 5003 thread \(race\) +PID 5004 reader$/);
  });

  it('is never wider than it may be, and cuts no column that has room', () => {
    const long = with1Row(`write(1, "${'很长的一行'.repeat(20)}")`);
    for (const cells of [28, 57, 70, 94]) {
      for (const line of storyLines(long, cells, pen('zh')))
        expect(stringWidth(line)).toBeLessThanOrEqual(cells);
    }
    const [head, row] = storyLines(long, 70, pen('en'));
    expect(head).toMatch(/PID 5002 child \(siblings\)$/);
    expect(row).toMatch(/很…$|长…$|的…$|一…$|行…$/);
    expect(storyLines(with1Row('short()'), 70, pen('en'))[0]).toContain(
      'PID 5001 parent (siblings)  PID 5002',
    );
  });

  it('tells of a hold that never ended', () => {
    const row: StoryRow = { at: 1, column: 1, event: { kind: 'held', until: null } };
    const last = (language: 'zh' | 'en') => storyLines({ ...story, rows: [row] }, 80, pen(language)).at(-1);
    expect(last('en')).toMatch(/ - held back to the end$/);
    expect(last('zh')).toMatch(/ - 被放慢，直到进程结束$/);
  });

  it('shows controls in what a program wrote', () => {
    expect(storyLines(with1Row('write(1, "\x1b[2J")'), 70, pen('en'))[1]).toBe(' 1  write(1, "\\e[2J")');
  });

  it('with colour is the same text', () => {
    const plain = (lines: readonly string[]) =>
      lines.map((line) => line.replace(/\x1b\[\d+m/g, '').trimEnd());
    expect(plain(storyLines(story, 70, pen('en', true)))).toEqual(storyLines(story, 70, pen('en')));
  });
});
