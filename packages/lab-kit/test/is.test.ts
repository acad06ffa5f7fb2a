import { describe, expect, it } from 'vitest';
import {
  at,
  is,
  not,
  type Selection,
  startFolder,
  terminalSession,
  terminalUmask,
  type Wanted,
} from '../src/index.ts';
import { exerciseEvidence, moment, processState, run } from './evidence.ts';

const text = { zh: '', en: '' };

function judged(has: Wanted, ...processes: Parameters<typeof processState>[0][]) {
  const check = is({
    id: 'x',
    points: 1,
    must: text,
    hint: text,
    see: '',
    blame: [],
    who: at('working').workers,
    has,
  });
  const looked = run({ moments: [moment('working', processes.map(processState))] });
  return check.judge(looked, exerciseEvidence(looked));
}

describe('is', () => {
  it('passes when each process has the value, and says it', () => {
    const finding = judged({ ppid: 1, tty: null }, { pid: 12 });
    expect(finding).toMatchObject({
      status: 'pass',
      seen: { zh: 'PID 12 的 PPID 是 1；PID 12 的 TTY 是 ?', en: 'PID 12: PPID 1; PID 12: TTY ?' },
    });
  });

  it('fails on the first process that has not, and shows its row', () => {
    const finding = judged({ ppid: 1 }, { pid: 12 }, { pid: 13, ppid: 999 });
    expect(finding).toMatchObject({
      status: 'fail',
      seen: { zh: 'PID 13 的 PPID 是 999，而不是 1', en: 'PID 13: PPID 999, not 1' },
      at: { ms: 6000, moment: 'working' },
    });
    const [{ lines, marked }] = finding.exhibits as [(typeof finding.exhibits)[0]];
    expect(lines).toHaveLength(2);
    expect(lines[1]!.slice(...marked!).trim()).toBe('999');
  });

  it.each([
    [
      'own session',
      { sid: not(terminalSession) },
      { sid: 10 },
      'PID 12: SID 10, still the session of the terminal',
    ],
    ['terminal', { tty: null }, { tty: 'pts/0' }, 'PID 12: TTY pts/0, not ?'],
    [
      'folder',
      { cwd: not(startFolder) },
      { cwd: '/home' },
      'PID 12: working directory /home, still the folder it was started in',
    ],
    [
      'umask',
      { umask: not(terminalUmask) },
      { umask: 0o036 },
      'PID 12: umask 0036, still the one inherited from the shell',
    ],
  ] as const)('compares with what the evidence says: %s', (_, has, wrong, seen) => {
    expect(judged(has, {}).status).toBe('pass');
    expect(judged(has, wrong)).toMatchObject({ status: 'fail', seen: { en: seen } });
  });

  it('does not check what could not be read', () => {
    expect(judged({ cwd: not(startFolder) }, { cwd: null }).status).toBe('not-checked');
  });

  it('fails when nobody is alive, zombies not counted', () => {
    expect(judged({ tty: null }).status).toBe('fail');
    expect(judged({ tty: null }, { state: 'Z' }).status).toBe('fail');
  });

  it('takes a process whose main thread has ended for alive', () => {
    expect(judged({ tty: null }, { state: 'Z', threads: 4 }).status).toBe('pass');
  });

  it('is not checked when the run broke off before the moment', () => {
    const check = is({
      id: 'x',
      points: 1,
      must: text,
      hint: text,
      see: '',
      blame: [],
      who: at('later').heads,
      has: { ppid: 1 },
    });
    expect(check.judge(run(), exerciseEvidence()).status).toBe('not-checked');
  });
});

describe('at', () => {
  const started = processState({ pid: 11, ppid: 10 });
  const master = processState({ pid: 12 });
  const helper = processState({ pid: 13, ppid: 12 });
  const picked = (selection: Selection, processes: (typeof started)[]) =>
    selection.pick(moment('x', processes), run()).map(({ pid }) => pid);
  const pids = (who: 'everyone' | 'workers' | 'heads', ...processes: (typeof started)[]) =>
    picked(at('x')[who], processes);

  it('tells who works from who started it, and the head from its helpers', () => {
    expect(pids('everyone', started, master, helper)).toEqual([11, 12, 13]);
    expect(pids('workers', started, master, helper)).toEqual([12, 13]);
    expect(pids('heads', started, master, helper)).toEqual([12]);
  });

  it('looks at the process that was started when it is alone', () => {
    expect(pids('heads', started)).toEqual([11]);
  });
});
