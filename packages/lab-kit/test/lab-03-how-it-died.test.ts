import { describe, expect, it } from 'vitest';
import { isToldApart, lineAbout, wording } from '../../../labs/lab-03-wait/how-it-died/deaths.ts';
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
    ['the number of a real-time signal', '812: signal 35', 'SIGRT_3'],
    ['what strsignal says of one', '812: Real-time signal 1', 'SIGRT_3'],
    ['its name', '812: SIGRTMIN+1', 'SIGRT_3'],
    ['its name as bash lists it', '812: SIGRTMAX-14', 'SIGRT_18'],
    ['the first of them', '812: SIGRTMIN', 'SIGRT_2'],
    ['the last of them', '812: RTMAX', 'SIGRT_32'],
    ['another name of a signal', '812: SIGPOLL', 'SIGIO'],
    ['another name without SIG', '812: IOT', 'SIGABRT'],
  ])('knows %s', (_, line, signal) => {
    expect(namesSignal(line, signal)).toBe(true);
  });

  it.each([
    ['another number', '812: signal 15', 'SIGKILL'],
    ['a number that only begins so', '812: signal 110', 'SIGSEGV'],
    ['who killed', '812: Killed by signal 11', 'SIGKILL'],
    ['a good end', '812: Terminated normally, code 0', 'SIGTERM'],
    ['the word for it', '812 after kill: 15', 'SIGKILL'],
    ['the number as strace counts', '812: Real-time signal 3', 'SIGRT_3'],
    ['another real-time signal', '812: SIGRTMIN+2', 'SIGRT_2'],
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
    life(13, ''),
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
    ['a line about two', '', 'pid 12: code 9, pid 13: code 7\n'],
  ])('does not take %s', (_, before, after) => {
    expect(told(waited(exit, before, after))).toBeUndefined();
  });

  it('does not take a child that nobody waited for', () => {
    expect(lineAbout(life(12, '', { reaped: null }), waited(exit, '', 'pid 12: code 7\n'))).toBeUndefined();
  });
});

describe('isToldApart', () => {
  const ended = (pid: number, status: WaitStatus) => life(pid, '', { ended: { at: 1, status } });
  const killed = (pid: number, signal: string) => ended(pid, { kind: 'signaled', signal, core: false });
  const apart = (exit: string, kill: string, crash: string) =>
    isToldApart(wording(exit, ended(12, { kind: 'exited', code: 9 })), [
      wording(kill, killed(13, 'SIGKILL')),
      wording(crash, killed(14, 'SIGSEGV')),
    ]);

  it.each([
    ['words', 'PID 12: exit 9', 'PID 13: signal 9', 'PID 14: signal 11'],
    ['columns', '12: exit=9 sig=0', '13: exit=0 sig=9', '14: exit=0 sig=11'],
    ['a flag', '1. 12 exited=1: 9', '2. 13 exited=0: 9', '3. 14 exited=0: 11'],
  ])('takes %s', (_, ...lines) => {
    expect(apart(...lines)).toBe(true);
  });

  it.each([
    ['nothing but PID and end', 'PID 12: 9', 'PID 13: 9', 'PID 14: 11'],
    ['a running number', '1. PID 12: 9', '2. PID 13: 9', '3. PID 14: 11'],
  ])('does not take %s', (_, ...lines) => {
    expect(apart(...lines)).toBe(false);
  });
});
