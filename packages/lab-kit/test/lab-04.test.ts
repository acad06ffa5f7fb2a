import type { Call, Check, ProcessLife } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import { childPerNumber } from '../../../labs/lab-04-pipes/eof-and-sigpipe/eof-checks.ts';
import { resumes } from '../../../labs/lab-04-pipes/nonblocking/blocking-checks.ts';
import { fullEagain, saysEagain } from '../../../labs/lab-04-pipes/nonblocking/eagain-checks.ts';
import { waitsForRoom } from '../../../labs/lab-04-pipes/nonblocking/story.ts';
import { parentHasClosed } from '../../../labs/lab-04-pipes/shared/parent-closes.ts';
import pipeline from '../../../labs/lab-04-pipes/pipeline/exercise.ts';
import { exerciseEvidence, life, moment, processState, run } from './evidence.ts';

const PARENT = 11;
const CHILD = 12;

function call(at: number, name: string, args: string, different: Partial<Call> = {}): Call {
  const who = { pid: PARENT, tid: PARENT, at, returnedAt: at + 0.1, name, args };
  return { ...who, result: 0, error: null, ...different };
}

const read = (at: number, got: number) => call(at, 'read', '3<pipe:[7]>, "......", 4096', { result: got });
const write = (at: number, bytes: number, different: Partial<Call> = {}) =>
  call(at, 'write', `4<pipe:[7]>, "......", ${bytes}`, { result: bytes, ...different });
const WOULD_BLOCK: Partial<Call> = { result: -1, error: 'EAGAIN' };

function judged(check: Check, argv: readonly string[], made: readonly ProcessLife[], calls: readonly Call[]) {
  const program = life(PARENT, '', { parent: null, bornBy: 'start', reaped: null });
  const seen = run({
    schedule: 'slow-child',
    programs: [{ terminal: 'terminal-1', argv, pid: PARENT, startedAt: 0, ended: null }],
    trace: { calls, signals: [], processes: [program, ...made] },
  });
  return check.judge(seen, exerciseEvidence(seen));
}

describe('a pipe empty and full', () => {
  const ofPipe = (check: Check, ...calls: Call[]) =>
    judged(check, ['./nonblocking', '3000'], [life(CHILD, '')], calls);
  /** The child’s write waits, from 40 on, until the parent reads at 60. */
  const late = write(40, 1, { pid: CHILD, tid: CHILD, returnedAt: 60.2 });
  const full = [write(20, 4096), write(30, 4096, WOULD_BLOCK), late];

  it.each([
    ['in a write to a pipe', 'anon_pipe_write', true],
    ['nobody knows where', null, true],
    ['in a read', 'anon_pipe_read', false],
    ['no more', '0', false],
  ])('is waited for by one who sleeps %s: %s, %s', (_, wchan, waits) => {
    expect(waitsForRoom(processState({ wchan }))).toBe(waits);
  });

  it.each(['errno11;cap8192', '11', 'Resource temporarily unavailable', 'got:EWOULDBLOCK.'])(
    'has the error in “%s”',
    (text) => {
      const failed = call(10, 'read', '3<pipe:[7]>, 0x7ffd, 1', WOULD_BLOCK);
      const print = call(15, 'write', `1</dev/pts/0>, "${text}\\n", 40`, { result: 40 });
      expect(ofPipe(saysEagain, failed, print, ...full).status).toBe('pass');
    },
  );

  it('has no error in a longer number', () => {
    const failed = call(10, 'read', '3<pipe:[7]>, 0x7ffd, 1', WOULD_BLOCK);
    const print = call(15, 'write', '1</dev/pts/0>, "cap8112\\n", 8', { result: 8 });
    expect(ofPipe(saysEagain, failed, print, ...full).status).toBe('fail');
  });

  it('is as full as it was before it was read from', () => {
    const finding = ofPipe(
      fullEagain,
      write(20, 4096),
      write(30, 4096),
      late,
      read(60, 4096),
      read(61, 4096),
    );
    expect(finding).toMatchObject({
      status: 'fail',
      seen: { en: expect.stringContaining('after 8192 bytes') },
    });
  });

  it.each([
    ['a read of the terminal', call(35, 'read', '0</dev/pts/0>, "\\n", 1024', { result: 1, returnedAt: 59 })],
    ['a poll', call(35, 'poll', '[{fd=0</dev/pts/0>, events=POLLIN}], 1, -1', { result: 1, returnedAt: 59 })],
  ])('gets room once Enter was heard by %s', (_, enter) => {
    expect(ofPipe(resumes, ...full, enter, read(60, 4096)).status).toBe('pass');
  });

  it.each([
    ['a nap', call(35, 'clock_nanosleep', 'CLOCK_REALTIME, 0, {tv_sec=3}, NULL', { returnedAt: 59 })],
    ['a poll of nothing', call(35, 'poll', 'NULL, 0, 3000', { returnedAt: 59 })],
    ['Enter too late', call(62, 'read', '0</dev/pts/0>, "\\n", 1024', { result: 1 })],
  ])('must not get it after %s', (_, instead) => {
    expect(ofPipe(resumes, ...full, instead, read(60, 4096)).status).toBe('fail');
  });
});

describe('a child per number', () => {
  const writer = write(20, 7, { pid: CHILD, tid: CHILD });
  const ofZero = (...made: ProcessLife[]) =>
    judged(childPerNumber, ['./eof-and-sigpipe', '7', '0'], made, [
      writer,
      call(30, 'write', '4<pipe:[8]>, "x", 1', { pid: 14, tid: 14, result: -1, error: 'EPIPE' }),
    ]).status;

  it('is one for 0 as well', () => {
    expect(ofZero(life(CHILD, ''), life(13, ''), life(14, ''))).toBe('pass');
  });

  it('is not the one that a pipe without a reader kills', () => {
    expect(ofZero(life(CHILD, ''), life(14, ''))).toBe('fail');
  });
});

describe('a row of cats', () => {
  it('has come to its end, though a single command was run without a child', () => {
    const started = (pid: number, ...commands: string[]) => {
      return { terminal: 'terminal-1', argv: ['./pipeline', ...commands], pid, startedAt: pid, ended: null };
    };
    const programs = [started(PARENT, 'seq 7 9'), started(20, 'echo lost', 'wc -c')];
    const start = { parent: null, bornBy: 'start' } as const;
    const traced = run({
      schedule: 'slow-child',
      programs,
      trace: {
        calls: [],
        signals: [],
        processes: [life(PARENT, '', start), life(20, '', start), life(21, '', { parent: 20 })],
      },
    });
    const natural = run({ moments: [moment('after', [])] });
    const check = pipeline.checks.find(({ id }) => id === 'nothing-left')!;
    expect(check.judge(natural, exerciseEvidence(natural, traced)).status).toBe('pass');
  });
});

describe('yes in front of head', () => {
  const check = pipeline.checks.find(({ id }) => id === 'early-end')!;
  const head = life(13, 'y\ny\n', {
    execs: [{ at: 6, path: '/usr/bin/head', argv: '["head","-n","2"]', env: null }],
  });
  const yes = (status: NonNullable<ProcessLife['ended']>['status']) =>
    life(CHILD, '', {
      execs: [{ at: 5, path: '/usr/bin/yes', argv: '["yes"]', env: null }],
      ended: { at: 40, status },
    });
  const bySigpipe = yes({ kind: 'signaled', signal: 'SIGPIPE', core: false });
  const ofYes = (first: ProcessLife, ...calls: Call[]) =>
    judged(check, ['./pipeline', 'yes', 'head -n 2'], [first, head], calls).status;

  it('ends by SIGPIPE', () => {
    expect(ofYes(bySigpipe)).toBe('pass');
    expect(ofYes(yes({ kind: 'exited', code: 1 }))).toBe('fail');
  });

  it.each(['12, SIGTERM', '0, SIGKILL'])('is not ended by kill(%s)', (args) => {
    expect(ofYes(bySigpipe, call(50, 'kill', args))).toBe('fail');
  });

  it.each([
    ['a signal before the exec', call(4, 'kill', '12, SIGUSR1')],
    ['a look whether it is there', call(50, 'kill', '12, 0')],
    ['a signal to somebody else', call(50, 'kill', '11, SIGTERM')],
  ])('may get %s', (_, sent) => {
    expect(ofYes(bySigpipe, sent)).toBe('pass');
  });
});

describe('a parent that waits with a pipe open', () => {
  const program = life(PARENT, '', { parent: null, bornBy: 'start', reaped: null });
  const ended = (at: number) => ({ at, status: { kind: 'exited', code: 0 } as const });
  const wait = (at: number, returnedAt: number, child: number) =>
    call(at, 'wait4', '-1, NULL, 0, NULL', { returnedAt, result: child });
  const inVain = (at: number, returnedAt = at + 0.1) =>
    call(at, 'wait4', '-1, NULL, 0, NULL', { returnedAt, result: -1, error: 'ECHILD' });
  const status = (child: ProcessLife, ...after: Call[]) => {
    const open = call(1, 'pipe2', '[3<pipe:[7]>, 4<pipe:[7]>], 0');
    const seen = run({
      schedule: 'slow-child',
      trace: { calls: [open, ...after], signals: [], processes: [program, child] },
    });
    return parentHasClosed(seen, { program, made: [child], children: [child] }, ['pipe:[7]']).status;
  };
  const closed = (at: number) => [call(at, 'close', '3<pipe:[7]>'), call(at + 1, 'close', '4<pipe:[7]>')];

  it('has it open in the last wait that can block, not in one that finds no child left', () => {
    const collected = wait(20, 41, CHILD);
    const child = life(CHILD, '', { ended: ended(40), reaped: { by: 'parent', at: 41, call: collected } });
    expect(status(child, collected, ...closed(50), inVain(60))).toBe('fail');
    expect(status(child, ...closed(10), collected, inVain(60))).toBe('pass');
  });

  it('waits as well where the kernel reaps and wait fails in the end', () => {
    const child = life(CHILD, '', { ended: ended(40), reaped: { by: 'kernel', at: 40, call: null } });
    expect(status(child, inVain(20, 41), ...closed(50), inVain(60))).toBe('fail');
    expect(status(child, ...closed(10), inVain(20, 41))).toBe('pass');
  });
});
