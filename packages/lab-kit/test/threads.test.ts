import { describe, expect, it } from 'vitest';
import {
  asksForThread,
  type Call,
  linesAfter,
  makesThread,
  ofThreads,
  pass,
  programThreads,
  type Run,
  threadsExhibit,
} from '../src/index.ts';
import { exerciseEvidence, life, run } from './evidence.ts';

const PROGRAM = life(11, '', { parent: null, bornBy: 'start', reaped: null });
const THREAD = '{flags=CLONE_VM|CLONE_FS|CLONE_THREAD, exit_signal=0}';

function call(tid: number, name: string, at: number, args: string, result: number | null = 0): Call {
  return { pid: 11, tid, at, returnedAt: at, name, args, result, error: null };
}

function write(tid: number, at: number, text: string): Call {
  return call(tid, 'write', at, `1</dev/pts/0>, ${JSON.stringify(text)}, ${text.length}`, text.length);
}

function traced(...calls: readonly Call[]): Run {
  return run({ schedule: 'slow-thread', trace: { calls, signals: [], processes: [PROGRAM] } });
}

describe('threads in a trace', () => {
  const threads = programThreads(
    traced(
      call(11, 'clone3', 1, THREAD, 12),
      call(11, 'clone3', 2, THREAD, 13),
      write(13, 3, 'three '),
      write(12, 4, 'two\none more\n'),
      write(13, 5, 'goes on\n'),
      call(13, 'exit', 6, '0', null),
      write(11, 7, 'main'),
      call(11, 'exit_group', 8, '0', null),
    ),
  )!;

  it('are the main thread and those that it made', () => {
    expect([threads.main, ...threads.others].map(({ tid }) => tid)).toEqual([11, 12, 13]);
    expect(threads.others.map(({ birth }) => birth?.at)).toEqual([1, 2]);
  });

  it('end by themselves or with their process', () => {
    expect([threads.main, ...threads.others].map(({ endedAt }) => endedAt)).toEqual([8, null, 6]);
  });

  it('have the lines that they wrote themselves, from when they were begun', () => {
    expect(threads.others[0]!.lines).toEqual([
      { text: 'two', at: 4 },
      { text: 'one more', at: 4 },
    ]);
    expect(threads.others[1]!.lines).toEqual([{ text: 'three goes on', at: 3 }]);
    expect(threads.main.lines).toEqual([{ text: 'main', at: 7 }]);
  });

  it('are shown in the order of the terminal', () => {
    expect(threadsExhibit([threads.main, ...threads.others]).lines).toEqual([
      '[pid 13] three goes on',
      '[pid 12] two',
      '[pid 12] one more',
      '[pid 11] main',
    ]);
  });
});

describe('a thread that is slow to end', () => {
  const endOf = (...calls: readonly Call[]) =>
    programThreads({
      ...traced(call(11, 'clone3', 1, THREAD, 12), call(12, 'exit', 10, '0', null), ...calls),
      schedule: 'slow-exit',
      delay: 3500,
    })!.others[0]!.endedAt;

  it('was cut short by an end of the process meanwhile', () => {
    expect(endOf(call(11, 'exit_group', 3400, '0', null))).toBeNull();
  });

  it('ended when it had been held, if the process still went on', () => {
    expect(endOf(call(11, 'exit_group', 3511, '0', null))).toBe(3405);
    expect(endOf()).toBe(3405);
  });
});

describe('lines', () => {
  const enter = call(11, 'read', 6, '0</dev/pts/0>, "\\n", 1024', 1);
  const seen = traced(
    write(11, 3, 'first: '),
    write(11, 5, '47'),
    write(11, 5.5, '12\nPress Enter: '),
    enter,
    write(11, 7, 'third: -1'),
  );
  const { main } = programThreads(seen)!;

  it('that were begun before a time count from then on', () => {
    expect(linesAfter(seen, main, 4).map(({ text }) => text)).toEqual(['4712', 'Press Enter: ', 'third: -1']);
    expect(linesAfter(seen, main, 6.5)).toEqual([{ text: 'third: -1', at: 7 }]);
    expect(linesAfter(seen, main, 7)).toEqual([]);
  });

  it('end where Enter is read behind a prompt', () => {
    expect(main.lines.map(({ text }) => text)).toEqual(['first: 4712', 'Press Enter: ', 'third: -1']);
  });
});

describe('a call that makes', () => {
  it('a thread has CLONE_THREAD and succeeds', () => {
    expect(makesThread(call(11, 'clone3', 1, THREAD, 12))).toBe(true);
    expect(makesThread(call(11, 'clone', 1, 'child_stack=NULL, flags=SIGCHLD', 12))).toBe(false);
    expect(makesThread(call(11, 'clone3', 1, THREAD, -1))).toBe(false);
    expect(asksForThread(call(11, 'clone3', 1, THREAD, -1))).toBe(true);
  });
});

describe('a program', () => {
  const judge = ofThreads(() => pass({ zh: '有', en: 'there are' }));

  it('without threads fails, and is told when it made processes', () => {
    expect(judge(traced(), exerciseEvidence()).seen.en).toMatch(/no thread/);
    const forked = run({
      schedule: 'slow-thread',
      trace: { calls: [], signals: [], processes: [PROGRAM, life(12, '')] },
    });
    expect(judge(forked, exerciseEvidence()).seen.en).toMatch(/processes, not threads/);
  });

  it('that was not traced is no matter for it', () => {
    expect(() => judge(run({}), exerciseEvidence())).toThrow('no trace');
  });
});
