import type { ProgramRun, Run } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import { gotAllBack, visitAt } from '../../../labs/lab-10-signals-and-sockets/echo-server/visits.ts';
import { file, moment, run } from './evidence.ts';

const LINE = 'client 1: 1 of 1 messages came back, 20 bytes; end of file\r\n';
const STOPPED = 'connected\r\n^Cclient 1: 1 of 1 messages came back, 20 bytes; no end of file\r\n';

/** A client that was started at a time, ms, and ended 50 ms later with this exit status; null when SIGINT ended it. */
function client(startedAt: number, how: string, code: number | null): ProgramRun {
  const status =
    code === null
      ? ({ kind: 'signaled', signal: 'SIGINT', core: false } as const)
      : ({ kind: 'exited', code } as const);
  return {
    terminal: 'terminal-1',
    argv: ['./client', 'echo.sock', how],
    pid: 20 + startedAt,
    startedAt,
    ended: { at: startedAt + 50, status },
  };
}

/** What the visit before the time 1000 comes to, when the terminal showed this a moment after each client began. */
function visited(shown: string, programs: readonly ProgramRun[], different: Partial<Run> = {}) {
  const output = programs.map(({ startedAt }) => ({ at: startedAt + 10, text: shown }));
  const seen = run({ programs, ...different });
  const [terminal] = seen.terminals;
  return visitAt({ ...seen, terminals: [{ ...terminal!, output }] }, moment('over', [], { at: 1000 }));
}

describe('a client got all back', () => {
  it('when it says so and its exit status agrees', () => {
    const visit = visited(`connected\r\n${LINE}`, [client(100, 'hello', 0)])!;
    expect(visit.clients).toEqual([{ back: 1, of: 1, end: 'end of file' }]);
    expect(gotAllBack(visit, 1)).toBe(true);
    expect(gotAllBack(visit, 2)).toBe(false);
  });

  it('also when the end of file did not come, and it was told to stop', () => {
    const visit = visited(STOPPED, [client(100, 'hello', 2)])!;
    expect(visit.clients).toEqual([{ back: 1, of: 1, end: 'no end of file' }]);
    expect(gotAllBack(visit, 1)).toBe(true);
  });

  it.each([1, null])('but not when only its terminal says so: %s', (code) => {
    expect(gotAllBack(visited(LINE, [client(100, 'hello', code)])!, 1)).toBe(false);
  });

  it('nor when something else was put in its place', () => {
    const files = [file('/home/client', 500, { existedBefore: true })];
    const visit = visited(LINE, [client(100, 'hello', 0)], { files })!;
    expect(visit).toMatchObject({ genuine: false, clients: [] });
    expect(gotAllBack(visit, 1)).toBe(false);
  });
});

it('is the last visit before a moment that is looked at, with what its terminal showed until the next one', () => {
  const programs = [client(100, 'hello', 0), client(200, 'talk', 0), client(300, 'silent', 0)];
  const visit = visited(LINE, [...programs, client(2000, 'long', 0)]);
  expect(visit).toMatchObject({ program: programs[1], shown: LINE });
});
