import { describe, expect, test } from 'vitest';
import { fail, type Run, type Schedule, type Story, type StoryEvent, type Trace } from '../../src/index.ts';
import { storyOf } from '../../src/judge/story.ts';
import { aCall, aLife, aRun, aTrace, both } from '../build-evidence.ts';

const EXITED = { kind: 'exited', code: 0 } as const;

function traced(schedule: Schedule, trace: Trace): Run {
  return aRun({ schedule, trace });
}

/** The rows of a story in short: column, whole ms, what. */
function told(story: Story | null): string[] {
  return (story?.rows ?? []).map(({ at, column, event }) => `${column}: ${Math.round(at)} ${inShort(event)}`);
}

function inShort(event: StoryEvent): string {
  if (event.kind === 'call') return event.text;
  if (event.kind === 'held') return `held ${event.until}`;
  return `${event.kind} ${event.signal}${event.kind === 'signal' && event.handled ? ' handled' : ''}`;
}

const sweep = (pids: readonly number[]): Trace =>
  aTrace({
    processes: [
      aLife(5001, {
        bornAt: 0,
        ended: { at: 20, status: EXITED },
        execs: [{ at: 3, path: './siblings', argv: '[]', env: null }],
      }),
      ...pids.map((pid, index) =>
        aLife(pid, { parent: 5001, bornAt: 5 + index, orphanedAt: 20, ended: { at: 92, status: EXITED } }),
      ),
    ],
    calls: [
      aCall(5001, 1, 'read', { args: '5<pipe:[1]>, "\\0", 1', result: 1 }),
      aCall(5001, 3, 'openat', { args: 'AT_FDCWD</home/student>, "/etc/ld.so.cache", O_RDONLY', result: 3 }),
      aCall(5001, 3.5, 'read', { args: '3</lib/x86_64-linux-gnu/libc.so.6>, "ELF", 832', result: 3 }),
      ...pids.map((pid, index) => aCall(5001, 5 + index, 'clone', { result: pid })),
      ...pids.map((pid, index) => aCall(pid, 6 + index, 'set_robust_list', { returnedAt: 86 + index })),
      aCall(5001, 17, 'close', { args: '3' }),
      aCall(5001, 18, 'wait4', { args: '-1, NULL, WNOHANG, NULL', returnedAt: 18.1 }),
      aCall(5001, 19, 'exit_group', { args: '0', returnedAt: null, result: null }),
      ...pids.flatMap((pid) => [
        aCall(pid, 90, 'write', { args: '1</dev/pts/0>, "hi\\n", 3', result: 3 }),
        aCall(pid, 91, 'exit_group', { args: '0', returnedAt: null, result: null }),
      ]),
    ].toSorted((a, b) => a.at - b.at),
  });

describe('storyOf', () => {
  test('tells of the parent and the child that the finding names, and leaves the rest out', () => {
    const story = storyOf(
      traced('slow-child', sweep([5002, 5003, 5004])),
      fail(both('PID 5003 was not reaped by its parent'), { ms: 20 }),
    );
    expect(story?.columns).toEqual([
      { pid: 5001, tid: 5001, name: 'siblings', role: 'parent' },
      { pid: 5003, tid: 5003, name: 'siblings', role: 'child' },
    ]);
    expect(told(story)).toEqual([
      '0: 6 clone() = 5003',
      '1: 7 held 87',
      '0: 18 wait4(-1, WNOHANG) = 0',
      '0: 19 exit_group(0)',
      '1: 90 write(1, "hi\\n")',
      '1: 91 exit_group(0)',
    ]);
  });

  test('where the finding names nobody, of those to whom something happened at its time; of equals the last', () => {
    const trace = sweep([5002, 5003]);
    const pair = (ms: number) =>
      storyOf(traced('slow-child', trace), fail(both('lost'), { ms }))?.columns[1].pid;
    expect(pair(20)).toBe(5003);
    expect(pair(6)).toBe(5002);
  });

  test('where neither tells, of those whose calls it shows', () => {
    const exhibits = [{ kind: 'call', lines: ['[pid 5002] write(1, "hi")'], marked: null }] as const;
    const finding = fail(both('lost'), { ms: 18.05, exhibits });
    expect(storyOf(traced('slow-child', sweep([5002, 5003])), finding)?.columns[1].pid).toBe(5002);
  });

  /** A parent that installs its handler when its child has long ended. */
  const late = aTrace({
    processes: [aLife(5001), aLife(5002, { parent: 5001, bornAt: 5, ended: { at: 9, status: EXITED } })],
    calls: [
      aCall(5001, 5, 'clone', { result: 5002, returnedAt: 5.5 }),
      aCall(5002, 8, 'exit_group', { args: '0', returnedAt: null, result: null }),
      aCall(5001, 48, 'rt_sigaction', { args: 'SIGCHLD, {sa_handler=0x1}, NULL, 8' }),
      ...Array.from({ length: 20 }, (_, index) =>
        aCall(5001, 50 + index, 'read', { args: '0</dev/pts/0>, "a\\n", 9', result: 2 }),
      ),
    ],
    signals: [{ pid: 5001, tid: 5001, at: 45.5, signal: 'SIGCHLD', handler: null }],
  });

  test('a slow parent is held from its fork until it shows itself; a signal that nobody heard is told', () => {
    expect(told(storyOf(traced('slow-parent', late), fail(both('PID 5002'), { ms: 9 }))).slice(0, 5)).toEqual(
      [
        '0: 5 clone() = 5002',
        '0: 6 held 45.5',
        '1: 8 exit_group(0)',
        '0: 46 signal SIGCHLD',
        '0: 48 rt_sigaction(SIGCHLD)',
      ],
    );
  });

  test('has eight rows at most: birth, hold, and what each did nearest to the time of the finding', () => {
    const rows = (ms: number) => told(storyOf(traced('slow-parent', late), fail(both('PID 5002'), { ms })));
    expect(rows(9)).toHaveLength(8);
    const atTheEnd = rows(69);
    expect(atTheEnd).toHaveLength(8);
    expect(atTheEnd.slice(0, 3)).toEqual(['0: 5 clone() = 5002', '0: 6 held 45.5', '1: 8 exit_group(0)']);
    expect(atTheEnd.at(-1)).toBe('0: 69 read(0, "a\\n") = 2');
  });

  test('a SIGCHLD that the program never minds is not worth a row', () => {
    const trace = { ...late, calls: late.calls.filter(({ name }) => name !== 'rt_sigaction') };
    expect(
      told(storyOf(traced('slow-parent', trace), fail(both('PID 5002'), { ms: 9 }))).join(),
    ).not.toContain('SIGCHLD');
  });

  test('of a writer that is held, and of who reads the same pipe; a late write stands where it was made', () => {
    const trace = aTrace({
      processes: [aLife(5001), aLife(5002), aLife(5003)],
      calls: [
        aCall(5002, 3, 'read', { args: '0</dev/pts/0>, "x", 1', result: 1 }),
        aCall(5001, 5, 'write', { args: '4</home/student/fifo>, "hello", 5', result: 5, returnedAt: 25 }),
        aCall(5003, 7, 'read', { args: '3</home/student/fifo>, 0x7f, 5', result: null, error: 'EAGAIN' }),
        aCall(5003, 8, 'exit_group', { args: '1', returnedAt: null, result: null }),
        aCall(5001, 30, 'write', { args: '1</dev/pts/0>, "done", 4', result: 4, returnedAt: 350 }),
      ],
    });
    const story = storyOf(traced('slow-writer', trace), fail(both('nothing was read'), { ms: 8 }));
    expect(story?.columns.map(({ pid, role }) => [pid, role])).toEqual([
      [5001, null],
      [5003, null],
    ]);
    expect(told(story)).toEqual([
      '0: 5 held 25',
      '1: 7 read(3) = -1 EAGAIN',
      '1: 8 exit_group(1)',
      '0: 25 write(4, "hello")',
      '0: 350 write(1, "done")',
    ]);
  });

  test('of a signal that comes late, and of its target, with the end that it made', () => {
    const trace = aTrace({
      processes: [
        aLife(5001),
        aLife(5002, {
          parent: 5001,
          bornAt: 2,
          ended: { at: 26, status: { kind: 'signaled', signal: 'SIGTERM', core: false } },
        }),
      ],
      calls: [
        aCall(5001, 2, 'clone', { result: 5002 }),
        aCall(5001, 5, 'kill', { args: '5002, SIGTERM', returnedAt: 25 }),
        aCall(5002, 9, 'write', { args: '1</dev/pts/0>, "x", 1', result: 1 }),
      ],
      signals: [{ pid: 5002, tid: 5002, at: 25.5, signal: 'SIGTERM', handler: null }],
    });
    expect(told(storyOf(traced('delayed-signal', trace), fail(both('it printed'), { ms: 9 })))).toEqual([
      '0: 2 clone() = 5002',
      '0: 5 held 25',
      '1: 9 write(1, "x")',
      '0: 25 kill(5002, SIGTERM)',
      '1: 26 killed SIGTERM',
    ]);
  });

  test('of two threads, the main one left', () => {
    const trace = aTrace({
      processes: [aLife(5001, { threads: 2 })],
      calls: [
        aCall(5001, 2, 'clone3', { result: 5002 }),
        aCall(5001, 3, 'set_robust_list', { tid: 5002, returnedAt: 23 }),
        aCall(5001, 5, 'exit_group', { args: '0', returnedAt: null, result: null }),
        aCall(5001, 24, 'write', { tid: 5002, args: '1</dev/pts/0>, "x", 1', result: 1 }),
      ],
    });
    const story = storyOf(traced('slow-thread', trace), fail(both('the thread never printed'), { ms: 5 }));
    expect(story?.columns.map(({ tid, role }) => [tid, role])).toEqual([
      [5001, 'main-thread'],
      [5002, 'thread'],
    ]);
    expect(told(story)).toEqual([
      '0: 2 clone3() = 5002',
      '1: 3 held 23',
      '0: 5 exit_group(0)',
      '1: 24 write(1, "x")',
    ]);
  });

  test('of a thread that never got on, since its process had ended', () => {
    const trace = aTrace({
      processes: [aLife(5001, { threads: 2, ended: { at: 6, status: EXITED } })],
      calls: [
        aCall(5001, 2, 'clone3', { result: -1, error: 'ENOSYS' }),
        aCall(5001, 2.5, 'clone', { result: 5002 }),
        aCall(5001, 3, 'set_robust_list', { tid: 5002, returnedAt: null, result: null }),
        aCall(5001, 5, 'exit_group', { args: '0', returnedAt: null, result: null }),
      ],
    });
    expect(told(storyOf(traced('slow-thread', trace), fail(both('thread 5002'), { ms: 6 })))).toEqual([
      '0: 3 clone() = 5002',
      '1: 3 held null',
      '0: 5 exit_group(0)',
    ]);
  });

  test('without a hold, of the process of the event and its parent', () => {
    const finding = fail(both('it came too late'), { ms: 90 });
    expect(storyOf(traced('as-it-comes', sweep([5002])), finding)?.columns.map(({ pid }) => pid)).toEqual([
      5001, 5002,
    ]);
  });

  test('there is none without a trace, without a second process, or where one of two did nothing', () => {
    const finding = fail(both('nothing'), { ms: 5 });
    const idle = aTrace({
      processes: [aLife(5001), aLife(5002, { parent: 5001, bornAt: 5 })],
      calls: [aCall(5001, 5, 'clone', { result: 5002 })],
    });
    expect(storyOf(aRun(), finding)).toBeNull();
    expect(storyOf(traced('slow-child', aTrace()), finding)).toBeNull();
    expect(
      storyOf(
        traced('slow-child', aTrace({ processes: [aLife(5001)], calls: [aCall(5001, 5, 'pause')] })),
        finding,
      ),
    ).toBeNull();
    expect(storyOf(traced('as-it-comes', idle), finding)).toBeNull();
  });
});
