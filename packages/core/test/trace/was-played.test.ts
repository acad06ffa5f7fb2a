import { describe, expect, it } from 'vitest';
import type { Call, ProcessLife, Schedule, Trace } from '../../src/index.ts';
import { sleptPast, wasPlayed as wasPlayedFor, type CpuTime } from '../../src/index.ts';
import { aLife } from '../build-evidence.ts';
import { readRecording } from './recording.ts';

/** Those of a call that waits, where that depends on them. */
const ARGS: Readonly<Record<string, string>> = {
  futex: '0x7f1a, FUTEX_WAIT_PRIVATE, 2, NULL',
  fcntl: '3</tmp/lock>, F_SETLKW, {l_type=F_WRLCK}',
};

function call(
  pid: number,
  name: string,
  at: number,
  returnedAt: number | null,
  result = 0,
  args = ARGS[name] ?? '',
): Call {
  return { pid, tid: pid, at, returnedAt, name, args, result, error: null };
}

/** An exit status says nothing here. */
function ended(at: number | null): Pick<ProcessLife, 'ended'> {
  return { ended: at === null ? null : { at, status: { kind: 'exited', code: 0 } } };
}

/** A child, 12, that is held from 10 to 30 while its parent, 11, makes these calls. */
function childHeld(parentEnds: number | null, ...calls: Call[]): Trace {
  const all = [call(11, 'clone', 9, 10, 12), call(12, 'set_robust_list', 10, 30), ...calls];
  return { signals: [], processes: [aLife(11, ended(parentEnds)), aLife(12, { parent: 11 })], calls: all };
}

const IDLE = () => 0;

/** Without a delay: a hold lasts until the next call of the one that was held. */
function wasPlayed(
  schedule: Schedule,
  trace: Parameters<typeof wasPlayedFor>[1],
  computed: CpuTime,
  delay = Infinity,
): boolean {
  return wasPlayedFor(schedule, trace, computed, delay);
}

/** A thread, 13, of process 11 that is held from 10 to 30 while its other threads make these calls. */
function threadHeld(...calls: Call[]): Trace {
  const held = { ...call(11, 'set_robust_list', 10, 30), tid: 13 };
  return {
    signals: [],
    processes: [aLife(11)],
    calls: [call(11, 'clone', 9, 9.5, 13), ...calls, held],
  };
}

describe('a slow thread was held long enough', () => {
  it('when another thread waits or computes meanwhile', () => {
    expect(wasPlayed('slow-thread', threadHeld(call(11, 'futex', 12, 31)), IDLE)).toBe(true);
    expect(wasPlayed('slow-thread', threadHeld(), () => 60)).toBe(true);
  });

  it('when the main thread has ended meanwhile, and leaves the rest to the others', () => {
    expect(wasPlayed('slow-thread', threadHeld(call(11, 'exit', 12, null)), IDLE)).toBe(true);
    expect(wasPlayed('slow-thread', threadHeld(call(11, 'exit', 35, null)), IDLE)).toBe(false);
  });

  it('but not when only the thread itself is seen', () => {
    expect(wasPlayed('slow-thread', threadHeld(), IDLE)).toBe(false);
    expect(wasPlayed('slow-thread', threadHeld(call(11, 'futex', 35, 40)), IDLE)).toBe(false);
  });
});

describe('a slow child was held long enough', () => {
  it('when its parent computes meanwhile, but not when it only waits for a processor', () => {
    expect(wasPlayed('slow-child', childHeld(null), (pid) => (pid === 11 ? 60 : 0))).toBe(true);
    expect(wasPlayed('slow-child', childHeld(null), IDLE)).toBe(false);
  });

  it.each([
    ['when its parent has ended meanwhile', childHeld(20)],
    ['when its parent waits meanwhile', childHeld(null, call(11, 'wait4', 15, 40))],
    [
      'when its parent naps again and again',
      childHeld(
        null,
        ...[14, 20].map((at) => call(11, 'nanosleep', at, at + 5.5, 0, '{tv_sec=0, tv_nsec=5000000}')),
      ),
    ],
    [
      'when its parent sleeps for longer',
      childHeld(null, call(11, 'nanosleep', 28, 60, 0, '{tv_sec=0, tv_nsec=32}')),
    ],
    [
      'when its parent has become another program, which is held as well',
      childHeld(null, call(11, 'execve', 11, 12), call(11, 'set_robust_list', 14, 34)),
    ],
    [
      'when its parent never stops making calls',
      childHeld(null, ...Array.from({ length: 40 }, (_, i) => call(11, 'wait4', 11 + i / 4, 11 + i / 4))),
    ],
  ])('%s', (_, trace) => expect(wasPlayed('slow-child', trace, IDLE)).toBe(true));

  it.each([
    [
      'when its parent was still on its way',
      childHeld(40, call(11, 'clone', 28, 29, 13), call(11, 'write', 31, 32)),
    ],
    [
      'when its parent came to its wait later',
      childHeld(50, call(11, 'write', 11, 12), call(11, 'wait4', 35, 40)),
    ],
    [
      'when its parent looked in passing, and went on',
      childHeld(50, call(11, 'read', 11, 11.01), call(11, 'write', 45, 46)),
    ],
    [
      'when its parent came late to a nap that it would have had time to wake from',
      childHeld(50, call(11, 'rt_sigtimedwait', 27, 32, 12, '[USR2], NULL, {tv_sec=0, tv_nsec=5000000}, 8')),
    ],
    [
      'when what its parent read was there, and only late to be seen',
      childHeld(50, call(11, 'read', 14, 30.1, 41), call(12, 'futex', 30.3, 31)),
    ],
    [
      'when its parent had its answer long before, and was late to go on',
      childHeld(50, call(11, 'read', 14, 18, 41), call(11, 'kill', 30.2, 31), call(12, 'pause', 30.4, 31)),
    ],
  ])('but not %s', (_, trace) => expect(wasPlayed('slow-child', trace, IDLE)).toBe(false));
});

describe('a parent slept past the hold of its child', () => {
  const sleptPastChild = (...calls: Call[]) =>
    sleptPast({ schedule: 'slow-child', trace: childHeld(null, ...calls), delay: 20 }, 3000);
  const slept = (args: string, at = 12, until = 1012) =>
    sleptPastChild(call(11, 'clock_nanosleep', at, until, 0, args));

  it('when its sleep ends later', () => {
    expect(slept('CLOCK_REALTIME, 0, {tv_sec=1, tv_nsec=500000}, 0x7ffe')).toBe(1000.5);
  });

  it('when its sleep has only just ended', () => {
    const nap = 'CLOCK_REALTIME, 0, {tv_sec=0, tv_nsec=16000000}, NULL';
    expect(slept(nap, 12, 29.9)).toBe(16);
    expect(slept(nap, 5, 21)).toBe(0);
  });

  it('but not when no hold is as long, or the sleep was over by then', () => {
    expect(slept('CLOCK_REALTIME, 0, {tv_sec=3, tv_nsec=0}, 0x7ffe')).toBe(0);
    expect(slept('CLOCK_REALTIME, 0, {tv_sec=0, tv_nsec=5000000}, 0x7ffe', 12, 18)).toBe(0);
    expect(slept('CLOCK_REALTIME, 0, {tv_sec=1, tv_nsec=0}, 0x7ffe', 31)).toBe(0);
  });

  it('nor when it has woken from another one meanwhile', () => {
    const naps = [8, 18, 28].map((at) => call(11, 'nanosleep', at, at + 9, 0, '{tv_sec=0, tv_nsec=9000000}'));
    expect(sleptPastChild(...naps)).toBe(0);
    expect(sleptPastChild(...naps.slice(2))).toBe(9);
  });

  it('nor when the child slept, or the parent waited for something', () => {
    const sleep = '{tv_sec=1, tv_nsec=0}';
    expect(sleptPastChild(call(12, 'nanosleep', 31, 1031, 0, sleep))).toBe(0);
    expect(sleptPastChild(call(11, 'wait4', 12, 1031))).toBe(0);
    const trace = childHeld(null, call(11, 'nanosleep', 12, 1012, 0, sleep));
    expect(sleptPast({ schedule: 'slow-parent', trace, delay: 10 }, 3000)).toBe(0);
  });
});

/** A thread, 13, of process 11 that comes to its end at 10 and is held there for 20 ms, while the others make these calls. */
function endHeld(mainEnds: number | null, ...calls: Call[]): Trace {
  return {
    signals: [],
    processes: [aLife(11, ended(mainEnds))],
    calls: [call(11, 'clone', 8, 8.5, 13), { ...call(11, 'exit', 10, null), tid: 13 }, ...calls],
  };
}

describe('a thread that is slow to end was held long enough', () => {
  const played = (trace: Trace) => wasPlayed('slow-exit', trace, IDLE, 20);
  const ofAnother = (waits: Call) => ({ ...waits, tid: 14 });

  it('when the main thread waits for it or for a time, or ends the process', () => {
    expect(played(endHeld(null, call(11, 'futex', 12, 31)))).toBe(true);
    expect(played(endHeld(null, call(11, 'nanosleep', 9, 1009)))).toBe(true);
    expect(played(endHeld(15))).toBe(true);
    expect(played(endHeld(31, call(11, 'exit_group', 15, null)))).toBe(true);
  });

  it('when another thread ends the process', () => {
    expect(played(endHeld(31, ofAnother(call(11, 'exit_group', 10.3, null))))).toBe(true);
  });

  it('but not when the main thread was still on its way, whatever other threads did', () => {
    expect(played(endHeld(null))).toBe(false);
    expect(played(endHeld(null, ofAnother(call(11, 'futex', 12, 31))))).toBe(false);
    expect(played(endHeld(40, call(11, 'futex', 35, 36)))).toBe(false);
  });

  it('and outlasted every sleep of the main thread, though it was one of several', () => {
    const nap = (at: number, until: number) =>
      call(11, 'nanosleep', at, until, 0, '{tv_sec=0, tv_nsec=15000000}');
    const slept = (...calls: Call[]) =>
      sleptPast({ schedule: 'slow-exit', trace: endHeld(null, ...calls), delay: 20 }, 3000);
    expect(slept(nap(9, 24), nap(24.5, 39.5))).toBe(15);
    expect(slept(nap(9, 24), nap(30, 45))).toBe(15);
    expect(slept(nap(9, 24), call(11, 'futex', 25, 31))).toBe(0);
    expect(slept(call(11, 'futex', 12, 31), nap(32, 47))).toBe(0);
    expect(slept(ofAnother(nap(20, 35)))).toBe(0);
  });
});

describe('a slow parent was held long enough', () => {
  const parentHeld = (childEnds: number | null, ...calls: Call[]): Trace => ({
    signals: [],
    processes: [aLife(11), aLife(12, { parent: 11, ...ended(childEnds) })],
    calls: [call(11, 'clone', 9, 10, 12), ...calls, call(11, 'wait4', 30, 50)].sort((a, b) => a.at - b.at),
  });

  it('when its child has ended or sleeps meanwhile', () => {
    expect(wasPlayed('slow-parent', parentHeld(20), IDLE)).toBe(true);
    expect(wasPlayed('slow-parent', parentHeld(null, call(12, 'clock_nanosleep', 12, 900)), IDLE)).toBe(true);
  });

  it('when its child waits for bytes that it is to splice', () => {
    const splicing = call(12, 'splice', 12, 40, 1, '4<socket:[77]>, NULL, 6<pipe:[78]>, NULL, 65536, 0');
    expect(wasPlayed('slow-parent', parentHeld(null, splicing), IDLE)).toBe(true);
  });

  it('when its child waits for room in a full pipe or socket, but not when it writes to a terminal', () => {
    const writing = (target: string, name = 'write') => call(12, name, 12, 40, 1, `4<${target}>, "x", 1`);
    expect(wasPlayed('slow-parent', parentHeld(null, writing('pipe:[77]')), IDLE)).toBe(true);
    expect(wasPlayed('slow-parent', parentHeld(null, writing('socket:[77]')), IDLE)).toBe(true);
    expect(wasPlayed('slow-parent', parentHeld(null, writing('socket:[77]', 'sendto')), IDLE)).toBe(true);
    expect(wasPlayed('slow-parent', parentHeld(null, writing('/dev/pts/0')), IDLE)).toBe(false);
  });

  it.each([
    ['tgkill', '12, 12, SIGSTOP'],
    ['kill', '12, SIGTSTP'],
    ['kill', '0, SIGSTOP'],
  ])('when its child has stopped itself: %s(%s)', (name, args) => {
    expect(wasPlayed('slow-parent', parentHeld(null, call(12, name, 12, 12.1, 0, args)), IDLE)).toBe(true);
  });

  it.each([
    ['kill', '12, SIGCONT'],
    ['kill', '13, SIGSTOP'],
    ['write', '1</x>, "12, SIGSTOP", 11'],
  ])('but not when it only called %s(%s)', (name, args) => {
    expect(wasPlayed('slow-parent', parentHeld(null, call(12, name, 12, 12.1, 0, args)), IDLE)).toBe(false);
  });

  it.each<[boolean, string, string]>([
    [true, '/usr/bin/dash', '/usr/bin/date'],
    [true, '/opt/alpha', '/opt/alpha'],
    [false, '/usr/bin/dash', './worker'],
    [false, './launcher', '/usr/bin/date'],
    [false, '/home/student/launcher', '/opt/alpha'],
  ])(
    '(%s) when %s made a child that runs %s: two of the machine’s own are nobody’s race',
    (played, held, other) => {
      const became = (path: string, at: number) => ({ at, path, argv: '[]', env: null });
      const trace = {
        ...parentHeld(null, call(12, 'openat', 29, 29.1)),
        processes: [
          aLife(10),
          aLife(11, {
            parent: 10,
            bornAt: 1,
            execs: [became('./x', 2), became(held, 5), became('./later', 40)],
          }),
          aLife(12, { parent: 11, bornAt: 9.5, execs: [became(other, 15)] }),
        ],
      };
      expect(wasPlayed('slow-parent', trace, IDLE)).toBe(played);
    },
  );

  it('but not when pids were used again, however they seem to descend from each other', () => {
    const trace = {
      ...parentHeld(null, call(12, 'openat', 29, 29.1)),
      processes: [aLife(12), aLife(11, { parent: 12, bornAt: 1 }), aLife(12, { parent: 11, bornAt: 9.5 })],
    };
    expect(wasPlayed('slow-parent', trace, IDLE)).toBe(false);
  });

  it('when a shell of the machine’s made a child that is still a shell', () => {
    const shell = { at: 5, path: '/usr/bin/dash', argv: '[]', env: null };
    const trace = {
      ...parentHeld(null, call(12, 'openat', 29, 29.1)),
      processes: [aLife(11, { execs: [shell] }), aLife(12, { parent: 11, bornAt: 9.5 })],
    };
    expect(wasPlayed('slow-parent', trace, IDLE)).toBe(true);
  });

  it('when its child became a parent, was held itself, and has just come back', () => {
    const grandchild = [call(12, 'clone', 12, 13, 14), call(12, 'close', 29, 29.1)];
    expect(wasPlayed('slow-parent', parentHeld(60, ...grandchild), IDLE)).toBe(true);
  });

  const threadMade = (...calls: Call[]): Trace => {
    const birth = { ...call(11, 'clone', 9, 10, 13), args: 'flags=CLONE_VM|CLONE_THREAD' };
    const all = [birth, ...calls.map((each) => ({ ...each, pid: 11 })), call(11, 'futex', 45, 50)];
    return { signals: [], processes: [aLife(11)], calls: all };
  };

  it('when the thread that it made has ended or waits meanwhile, but not when that came late', () => {
    const played = (thread: Trace) => wasPlayed('slow-parent', thread, IDLE, 20);
    expect(played(threadMade(call(13, 'exit', 20, null)))).toBe(true);
    expect(played(threadMade(call(13, 'pause', 20, null)))).toBe(true);
    expect(played(threadMade())).toBe(false);
    expect(played(threadMade(call(13, 'set_robust_list', 35, 36), call(13, 'exit', 40, null)))).toBe(false);
  });

  it('when the thread that it made waits in an exec for the others to be gone', () => {
    const played = (thread: Trace) => wasPlayed('slow-parent', thread, IDLE, 35);
    expect(played(threadMade(call(13, 'execve', 20, 44.9)))).toBe(true);
    // One that fails waits for nobody.
    expect(played(threadMade(call(13, 'execve', 20, 20.1, -1)))).toBe(false);
  });

  it('until its next call, or until it may write to memory that it shares', () => {
    const shares = call(
      11,
      'mmap',
      1,
      2,
      0,
      'NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS, -1, 0',
    );
    const late = call(12, 'pause', 20, null);
    expect(wasPlayed('slow-parent', parentHeld(60, late), IDLE, 5)).toBe(true);
    expect(wasPlayed('slow-parent', parentHeld(60, shares, late), IDLE, 5)).toBe(false);
    expect(wasPlayed('slow-parent', parentHeld(60, shares, call(12, 'pause', 12, null)), IDLE, 5)).toBe(true);
  });

  it('but not when the child was still on its way', () => {
    expect(wasPlayed('slow-parent', parentHeld(60, call(12, 'write', 29, 29.5)), IDLE)).toBe(false);
  });
});

describe.each([
  ['slow-writer', 'write'],
  ['slow-reader', 'read'],
  ['delayed-signal', 'kill'],
] as const)('%s: a late call waited long enough', (schedule, name) => {
  /** Process 11 makes a call that waits from 10 to 30, and one from 40 that has to wait for others as well, until 90. */
  const late = (change: Partial<ProcessLife>, ...calls: Call[]): Trace => ({
    signals: [],
    processes: [aLife(11), aLife(12, change)],
    calls: [call(11, name, 10, 30, 1), call(11, name, 40, 90, 1), ...calls],
  });

  it.each([
    ['when everybody else waits', late({}, call(12, 'futex', 12, 91))],
    ['when everybody else is held as well', late({}, call(12, name, 12, 32), call(12, name, 42, 92))],
    ['when nobody else is there yet', late({ bornAt: 65 })],
    ['when somebody is born meanwhile', late({ bornAt: 29 }, call(12, 'pause', 41, 91))],
    ['when nobody else is there any more', late(ended(9))],
  ])('%s', (_, trace) => expect(wasPlayed(schedule, trace, IDLE)).toBe(true));

  it.each([
    ['when somebody was still on its way', late({}, call(12, 'getpid', 12, 12.1))],
    [
      'when others had the time only because the call itself took long',
      late({}, call(12, 'pause', 11, 31), call(12, 'pause', 70, 91)),
    ],
  ])('but not %s', (_, trace) => expect(wasPlayed(schedule, trace, IDLE)).toBe(false));
});

describe('a slow writer with threads waited long enough', () => {
  const main = (...calls: Call[]): Trace => ({
    signals: [],
    processes: [aLife(11, { threads: 2 })],
    calls: [{ ...call(11, 'getpid', 1, 2), tid: 13 }, ...calls, call(11, 'write', 10, 30, 6)],
  });

  it('when its other threads wait or have ended', () => {
    expect(wasPlayed('slow-writer', main({ ...call(11, 'futex', 3, 31), tid: 13 }), IDLE)).toBe(true);
    expect(wasPlayed('slow-writer', main({ ...call(11, 'exit', 3, null), tid: 13 }), IDLE)).toBe(true);
    expect(wasPlayed('slow-writer', main({ ...call(11, 'exit', 11, null), tid: 13 }), IDLE)).toBe(true);
  });

  it('but not when one was still on its way', () => {
    expect(wasPlayed('slow-writer', main(), IDLE)).toBe(false);
    expect(wasPlayed('slow-writer', main({ ...call(11, 'exit', 31, null), tid: 13 }), IDLE)).toBe(false);
  });
});

describe('recordings', () => {
  it.each([
    ['siblings-slow-child', 'slow-child'],
    ['siblings-slow-parent-timed', 'slow-parent'],
  ] as const)('of an idle machine: %s', (name, schedule) => {
    const { processes, calls } = readRecording(name);
    expect(wasPlayed(schedule, { processes, calls }, IDLE)).toBe(true);
  });

  it('without any delay are no slow child', () => {
    const { processes, calls } = readRecording('siblings');
    expect(wasPlayed('slow-child', { processes, calls }, IDLE)).toBe(false);
    expect(wasPlayed('as-it-comes', { processes, calls }, IDLE)).toBe(true);
  });
});
