import { describe, expect, it } from 'vitest';
import { lineAbout, wording } from '../../../labs/lab-03-wait/how-it-died/deaths.ts';
import { namesSignal } from '../../../labs/lab-03-wait/how-it-died/signal-words.ts';
import type { Call, Run, WaitStatus } from '../src/index.ts';
import { life, traced } from './evidence.ts';

describe('namesSignal', () => {
  it.each([
    ['a number', '812: 信号 11', 'SIGSEGV'],
    ['a name among Chinese', '812被SIGKILL杀死', 'SIGKILL'],
    ['a name in small letters', '812 got sigsegv', 'SIGSEGV'],
    ['what sigabbrev_np says', '812: SEGV', 'SIGSEGV'],
    ['what psignal says', 'pid 812: Killed', 'SIGKILL'],
    ['what a shell says', '812 Segmentation fault (core dumped)', 'SIGSEGV'],
  ])('knows %s', (_, line, signal) => {
    expect(namesSignal(line, signal)).toBe(true);
  });

  it.each([
    ['another number', '812: signal 15', 'SIGKILL'],
    ['a number that only begins so', '812: signal 110', 'SIGSEGV'],
    ['who killed', '812: Killed by signal 11', 'SIGKILL'],
    ['a good end', '812: Terminated normally, code 0', 'SIGTERM'],
    ['the word for it', '812 after kill: 15', 'SIGKILL'],
  ])('is not misled by %s', (_, line, signal) => {
    expect(namesSignal(line, signal)).toBe(false);
  });
});

/** PID 11 waits for PID 12, which ended so, and prints something before and after. */
function waited(status: WaitStatus, before: string, after: string): Run {
  const call = (at: number, name: string, args: string): Call => ({
    pid: 11,
    tid: 11,
    at,
    returnedAt: at,
    name,
    args,
    result: 99,
    error: null,
  });
  const wait = call(2, 'wait4', '-1, [{…}], 0, NULL');
  const run = traced('', [
    life(12, '', { ended: { at: 1, status }, reaped: { by: 'parent', at: 2, call: wait } }),
  ]);
  const print = (at: number, text: string) => call(at, 'write', `1</dev/pts/0>, ${JSON.stringify(text)}, 99`);
  return { ...run, trace: { ...run.trace!, calls: [print(1, before), wait, print(3, after)] } };
}

describe('lineAbout', () => {
  const exit: WaitStatus = { kind: 'exited', code: 7 };
  const told = (run: Run) => lineAbout(run.trace!.processes[1]!, run);

  it('takes a line with the pid and the end', () => {
    expect(told(waited(exit, '', 'hello\npid 12: code 7\n'))).toBe('pid 12: code 7');
  });

  it.each([
    ['what was printed before anybody had waited', 'pid 12: code 7\n', ''],
    ['two lines', '', 'pid 12\ncode 7\n'],
    ['the raw status', '', 'pid 12: 1792\n'],
    ['another pid', '', 'pid 13: code 7\n'],
  ])('does not take %s', (_, before, after) => {
    expect(told(waited(exit, before, after))).toBeUndefined();
  });

  it('does not take a child that nobody waited for', () => {
    expect(lineAbout(life(12, '', { reaped: null }), waited(exit, '', 'pid 12: code 7\n'))).toBeUndefined();
  });
});

describe('wording', () => {
  it('is the same where only the numbers tell an exit from a signal', () => {
    const exited = life(12, '', { ended: { at: 1, status: { kind: 'exited', code: 9 } } });
    const killed = life(13, '', {
      ended: { at: 1, status: { kind: 'signaled', signal: 'SIGKILL', core: false } },
    });
    expect(wording('PID 12: 9', exited)).toBe(wording('PID 13: 9', killed));
    expect(wording('PID 12: exit 9', exited)).not.toBe(wording('PID 13: signal 9', killed));
    expect(wording('12: exit=9 sig=0', exited)).not.toBe(wording('13: exit=0 sig=9', killed));
  });
});
