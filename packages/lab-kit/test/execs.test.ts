import { describe, expect, it } from 'vitest';
import {
  argvExhibit,
  attemptsExhibit,
  attemptsOf,
  type Call,
  environmentExhibit,
  environmentOf,
  execPath,
  firstExec,
  printedBefore,
  type Run,
} from '../src/index.ts';
import { run } from './evidence.ts';

let clock = 0;
function call(pid: number, name: string, args: string, error: string | null = null): Call {
  const at = clock++;
  return { pid, tid: pid, at, returnedAt: at, name, args, result: error === null ? 0 : -1, error };
}

/** PID 12 prints its PID, looks for echo in two folders and becomes it; that prints, and becomes something else. */
const calls = [
  { ...call(12, 'write', String.raw`1</dev/pts/0>, "pid 12\n", 7`), result: 7 },
  call(12, 'execve', '"/usr/local/bin/echo", ["echo"], ["A=1"]', 'ENOENT'),
  call(13, 'execve', '"/bin/true", ["true"], []'),
  call(12, 'execve', '"/usr/bin/echo", ["echo"], ["A=1"]'),
  { ...call(12, 'write', String.raw`1</dev/pts/0>, "after\n", 6`), result: 6 },
  call(12, 'execveat', String.raw`3</bin/true>, "", ["true"], [], AT_EMPTY_PATH`),
  call(14, 'execve', String.raw`"./a \"b\"", ["a"], []`, 'EACCES'),
];
const traced: Run = { ...run(), trace: { calls, signals: [], processes: [] } };

describe('attempts to exec', () => {
  it('end with the one that succeeds', () => {
    expect(attemptsOf(traced, 12).map(execPath)).toEqual(['/usr/local/bin/echo', '/usr/bin/echo']);
    expect(firstExec(traced, 12)).toBe(calls[3]);
  });

  it('are all of them where none does', () => {
    expect(attemptsOf(traced, 14).map(execPath)).toEqual([String.raw`./a \"b\"`]);
    expect(firstExec(traced, 14)).toBeUndefined();
  });

  it('are shown with their errors, without arguments', () => {
    expect(attemptsExhibit(attemptsOf(traced, 12)).lines).toEqual([
      '[pid 12] execve("/usr/local/bin/echo", …) = -1 ENOENT',
      '[pid 12] execve("/usr/bin/echo", …) = 0',
    ]);
  });

  it('part what a process printed itself from what its program printed', () => {
    expect(printedBefore(traced, calls[3]!)).toBe('pid 12\n');
  });
});

describe('a program that a process became', () => {
  const exec = { at: 1, path: '/bin/echo', argv: '["echo","two words",""]', env: '["A=1","B="]' };

  it('is shown with its arguments as they would stand in C', () => {
    expect(argvExhibit(12, exec).lines).toEqual(['[pid 12] /bin/echo {"echo", "two words", ""}']);
  });

  it('is shown with its environment, of which no more than can be read', () => {
    expect(environmentExhibit(12, exec).lines).toEqual(['[pid 12] /bin/echo', '  A=1', '  B=']);
    const many = JSON.stringify(Array.from({ length: 40 }, (_, index) => `V${index}=${'x'.repeat(500)}`));
    const { lines } = environmentExhibit(12, { ...exec, env: many });
    expect(lines).toHaveLength(14);
    expect(lines.at(-1)).toBe('  … 28');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(110);
  });

  it('has an environment that the trace may not tell', () => {
    expect(() => environmentOf({ ...exec, env: null })).toThrow('/bin/echo');
  });
});
