import type { Call } from '@proclab/core';
import type { Now, Stage, Text } from '@proclab/lab-kit';
import { describe, expect, it } from 'vitest';
import { interruptedRead, timerOff } from '../../../labs/lab-10-signals-and-sockets/timeout/alarms.ts';
import timeout from '../../../labs/lab-10-signals-and-sockets/timeout/exercise.ts';
import { fourTerminals } from '../../../labs/lab-10-signals-and-sockets/timeout/scenario.ts';
import { exerciseEvidence, moment, run } from './evidence.ts';

const PID = 12;

function call(at: number, name: string, args: string, different: Partial<Call> = {}): Call {
  return { pid: PID, tid: PID, at, returnedAt: at + 0.1, name, args, result: 0, error: null, ...different };
}

const timer = call(
  10,
  'setitimer',
  'ITIMER_REAL, {it_interval={tv_sec=0, tv_usec=100000}, it_value={tv_sec=1, tv_usec=0}}, NULL',
);
/** A read that the kernel has left for the handler: what it returns in the end is not known. */
const left = (at: number) =>
  call(at, 'read', '0</dev/pts/0>, 0x7ffd44a8c260, 4096', { returnedAt: null, result: null });
const back = (at: number) => call(at, 'rt_sigreturn', '{mask=[]}');

/** SIGALRM comes at these times. */
function status(alarms: readonly number[], calls: readonly Call[]): string {
  const seen = run({
    schedule: 'as-it-comes',
    programs: [{ terminal: 'terminal-1', argv: ['./timeout', '1'], pid: PID, startedAt: 0, ended: null }],
    trace: {
      calls: [timer, ...calls],
      signals: alarms.map((at) => ({ pid: PID, tid: PID, at, signal: 'SIGALRM', handler: '0x1216' })),
      processes: [],
    },
  });
  return interruptedRead.judge(seen, exerciseEvidence(seen)).status;
}

it('a read that fails with EINTR was interrupted', () => {
  const failed = call(20, 'read', '0</dev/pts/0>, 0x7ffd44a8c260, 4096', {
    returnedAt: 1012,
    result: -1,
    error: 'EINTR',
  });
  expect(status([1010], [failed, back(1011)])).toBe('pass');
});

it('so was one that the handler does not return to', () => {
  expect(status([1010], [left(20), call(1011, 'exit_group', '2', { returnedAt: null })])).toBe('pass');
});

it('one that begins anew was not', () => {
  expect(status([1010], [left(20), back(1011), left(1012)])).toBe('fail');
});

it('nor was one that would have begun anew, had the run not been over before the handler was', () => {
  expect(status([1010, 1110], [left(20), back(1011), left(1012)])).toBe('fail');
});

describe('who gives up', () => {
  /** A second after its start it ends, with this on its terminal. */
  const judged = (...output: readonly { at: number; text: string }[]) => {
    const ended = { at: 1110, status: { kind: 'exited', code: 2 } } as const;
    const { terminals } = run();
    const seen = run({
      terminals: terminals.map((terminal) => ({ ...terminal, output })),
      programs: [{ terminal: 'terminal-1', argv: ['./timeout', '1'], pid: PID, startedAt: 100, ended }],
    });
    return timeout.checks.find(({ id }) => id === 'gives-up')!.judge(seen, exerciseEvidence(seen)).status;
  };
  const question = { at: 110, text: 'Who is there? ' };

  it('says so when the time is up', () => {
    expect(judged(question, { at: 1109, text: '\r\nToo late.\r\n' })).toBe('pass');
  });

  it('also where the grader came to read it late', () => {
    expect(judged({ at: 1300, text: 'Who is there? \r\nToo late.\r\n' })).toBe('pass');
  });

  it.each(['', '\r\n'])('and is not silent: %j', (text) => {
    expect(judged(question, { at: 1109, text })).toBe('fail');
  });
});

it('that the time stays is judged only where SIGUSR1 was sent before the end', () => {
  const judged = (at: number, asked = 110) => {
    const [terminal] = run().terminals;
    const start = { terminal: 'terminal-1', pid: PID, startedAt: 100 };
    const ended = { at: 2110, status: { kind: 'exited', code: 2 } } as const;
    const seen = run({
      terminals: [
        { ...terminal!, output: [{ at: asked, text: 'Who is there? ' }] },
        { ...terminal!, id: 'terminal-2', output: [{ at, text: 'sent SIGUSR1\r\n' }] },
      ],
      programs: [
        { ...start, argv: ['./timeout', '1'], ended },
        { ...start, argv: ['./timeout', '2'], ended },
        { ...start, terminal: 'terminal-2', argv: ['/bin/sh', '-c', 'echo sent SIGUSR1'], ended },
      ],
    });
    return timeout.checks.find(({ id }) => id === 'time-stays')!.judge(seen, exerciseEvidence(seen)).status;
  };
  expect(judged(500)).toBe('pass');
  expect(judged(2200)).toBe('error');
  expect(judged(2200, 2109)).toBe('not-checked');
});

describe('who is to be pestered', () => {
  /** The limits of its starts; of each start is told what its terminal shows at the looks before its end. */
  async function limitsOf(...starts: readonly (readonly string[])[]) {
    const limits: string[] = [];
    let looks: (string | undefined)[] = [];
    let sent = '';
    const terminal = {
      run: async (_program: string, limit: string, ...others: string[]) => {
        if (others.length > 0) return { pid: 0 };
        looks = [...(starts[limits.length - 1] ?? [])];
        return { pid: limits.push(limit) };
      },
      type: async () => {},
    };
    const other = {
      ...terminal,
      type: async () => {
        sent = looks.length > 0 ? 'sent SIGUSR1' : '';
      },
    };
    const watched = async (name: string, _what: Text, condition: (now: Now) => boolean) => {
      if (!name.startsWith('pestered')) return true;
      for (;;) {
        const shown = looks.shift();
        const now = {
          processes: [{ pid: limits.length, state: 'S' }],
          shownOn: (which: unknown) => (which === other ? sent : (shown ?? '')),
          ended: () => (shown === undefined ? {} : null),
        };
        if (condition(now as unknown as Now)) return true;
      }
    };
    const opened = [other, terminal, other, terminal, other, terminal].values();
    await fourTerminals({
      terminal,
      openTerminal: async () => opened.next().value ?? terminal,
      signal: async () => {},
      moment: watched,
    } as unknown as Stage);
    return limits.slice(1, -2);
  }
  const question = 'Who is there? ';

  it('is started once where it is seen to ask, and the signal sent', async () => {
    expect(await limitsOf([question, question, question, question])).toEqual(['2']);
  });

  it('and again, with more time, where it ended before it was seen often enough', async () => {
    expect(await limitsOf([question], [question, '', question])).toEqual(['2', '6', '18']);
  });

  it('or before the signal was sent', async () => {
    const asks = [question, question, question];
    expect(await limitsOf(asks, ['', ...asks, question])).toEqual(['2', '6']);
  });

  it('but once where it is seen not to ask', async () => {
    expect(await limitsOf(['', '', ''])).toEqual(['2']);
  });
});

describe('who waits for a second line', () => {
  const judged = (...calls: readonly Call[]) => {
    const start = { terminal: 'terminal-1', startedAt: 0, ended: null };
    const limits = ['1', '2', '60'];
    const seen = run({
      schedule: 'as-it-comes',
      programs: limits.map((limit) => ({ ...start, argv: ['./timeout', limit], pid: PID })),
      moments: [moment('second', [], { at: 500 })],
      trace: { calls: [timer, call(60, 'alarm', '0'), ...calls], signals: [], processes: [] },
    });
    return timerOff.judge(seen, exerciseEvidence(seen)).status;
  };
  const read = (at: number, returnedAt: number | null, result: number | null) =>
    call(at, 'read', '0</dev/pts/0>, "x", 4096', { returnedAt, result });

  it('reads it, whatever it waits in', () => {
    expect(judged(read(20, 50, 200), read(70, 510, 8))).toBe('pass');
    expect(judged(read(20, 50, 200), read(510, 511, 8))).toBe('pass');
  });

  it('does not sleep in its place', () => {
    expect(judged(read(20, 50, 200))).toBe('fail');
    expect(judged(read(20, 50, 200), read(70, null, null))).toBe('fail');
  });
});
