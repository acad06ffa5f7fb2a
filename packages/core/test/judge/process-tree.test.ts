import { describe, expect, test } from 'vitest';
import {
  fail,
  judge,
  pass,
  type Finding,
  type ProcessLife,
  type ProcessState,
  type Run,
  type TerminalEvidence,
  type TreeNode,
} from '../../src/index.ts';
import {
  aCheck,
  aLab,
  aLife,
  aMoment,
  anEvidence,
  anExercise,
  aProcess,
  aRun,
  aTrace,
  both,
} from '../build-evidence.ts';
import { fixture } from '../fixture.ts';

function treeOf(run: Run, finding: Finding): readonly TreeNode[] {
  const on = run.schedule === 'natural' ? 'natural' : 'traced';
  return judge(aLab(aCheck(() => finding, { on })), anEvidence(anExercise({ runs: [run] }))).exercises[0]!
    .checks[0]!.tree;
}

describe('at a moment', () => {
  const { after } = JSON.parse(fixture('ps/zoo.json')) as { after: ProcessState[] };
  const moment = aMoment({ processes: after.toReversed() });

  test('all processes, parents before children, siblings by pid', () => {
    const tree = treeOf(aRun({ moments: [moment] }), fail(both(''), { moment }));
    expect(tree.map(({ pid }) => pid)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 13]);
    expect(tree[5]).toEqual({
      pid: 6,
      ppid: 3,
      sid: 2,
      tty: 'pts/0',
      stat: 'Zl+',
      name: 'zoo',
      role: 'submission',
    });
    expect(tree.at(-1)).toMatchObject({ pid: 13, ppid: 1, sid: 7, tty: '?', stat: 'S' });
  });

  test('only a failure has a tree, and only at a moment', () => {
    expect(treeOf(aRun({ moments: [moment] }), pass(both(''), { moment }))).toEqual([]);
    expect(treeOf(aRun({ moments: [moment] }), fail(both('')))).toEqual([]);
  });

  test('a traced run shows its moment too', () => {
    const run = aRun({
      schedule: 'slow-child',
      moments: [aMoment({ processes: [aProcess({ pid: 9 })] })],
      trace: aTrace({ processes: [aLife(9)] }),
    });
    expect(treeOf(run, fail(both(''), { moment })).map(({ pid }) => pid)).toEqual([9]);
  });
});

describe('out of a trace', () => {
  const terminal: TerminalEvidence = {
    id: 'terminal-1',
    tty: 'pts/0',
    ttyNumber: 34816,
    shell: 2,
    umask: 0o22,
    cwd: '/home/student',
    output: [],
    hungUpAt: 90,
  };
  const exited = { kind: 'exited', code: 0 } as const;

  const life = (pid: number, parent: number | null, bornAt: number, change: Partial<ProcessLife> = {}) =>
    aLife(pid, { parent, bornAt, ...change });

  const processes = [
    life(3, null, 0, {
      execs: [{ at: 1, path: '/home/student/siblings', argv: '', env: null }],
      ended: { at: 60, status: exited },
      reaped: { by: 'init', at: 64, call: null },
    }),
    life(4, 3, 10, { ended: { at: 20, status: exited }, reaped: { by: 'parent', at: 50, call: null } }),
    life(5, 3, 12, {
      execs: [{ at: 30, path: '/usr/bin/ls', argv: '', env: null }],
      orphanedAt: 60,
      ended: { at: 95, status: exited },
      reaped: { by: 'init', at: 95, call: null },
    }),
  ];
  const run = aRun({
    schedule: 'as-it-comes',
    terminals: [terminal],
    trace: { calls: [], signals: [], processes },
    programs: [{ terminal: 'terminal-1', argv: ['./siblings'], pid: 3, startedAt: 0, ended: null }],
  });
  const at = (ms: number) =>
    treeOf(run, fail(both(''), { ms })).map(({ pid, ppid, stat, name }) => `${pid} ${ppid} ${stat} ${name}`);

  test('init and shell are the roots, a zombie is shown until it is reaped', () => {
    expect(at(15)).toEqual(['1 0 - init', '2 1 - sh', '3 2 - siblings', '4 3 - siblings', '5 3 - siblings']);
    expect(at(20)).toContain('4 3 Z siblings');
    expect(at(50).join()).not.toContain('4 3');
  });

  test('a process is named by the program it became', () => {
    expect(at(29)).toContain('5 3 - siblings');
    expect(at(30)).toContain('5 3 - ls');
  });

  test('an orphan is a child of PID 1, and a shell is gone once its terminal was hung up', () => {
    expect(at(70)).toEqual(['1 0 - init', '2 1 - sh', '5 1 - ls']);
    expect(at(92)).toEqual(['1 0 - init', '5 1 - ls']);
  });

  test('an orphan has left its parent as soon as that has ended, zombie or not', () => {
    expect(at(62)).toEqual(['1 0 - init', '2 1 - sh', '3 2 Z siblings', '5 1 - ls']);
  });

  test('a program is gone once its shell has the prompt back, though nobody is seen to reap it', () => {
    const first = life(3, null, 0, { ended: { at: 10, status: exited } });
    const [program] = run.programs;
    const twice = {
      ...run,
      trace: { calls: [], signals: [], processes: [first, life(4, null, 20)] },
      programs: [
        { ...program!, ended: { at: 12, status: exited } },
        { ...program!, pid: 4, startedAt: 20 },
      ],
    };
    const pids = (ms: number) => treeOf(twice, fail(both(''), { ms })).map(({ pid }) => pid);
    expect(pids(11)).toEqual([1, 2, 3]);
    expect(pids(25)).toEqual([1, 2, 4]);
  });

  test('where all was over, the time at which most was alive is shown', () => {
    expect(at(99)).toEqual(at(12));
  });

  test('what the trace does not know is not made up', () => {
    expect(treeOf(run, fail(both(''), { ms: 15 })).at(-1)).toMatchObject({
      sid: null,
      tty: null,
      role: 'submission',
    });
    expect(treeOf(run, fail(both(''), { ms: 15 }))[1]).toMatchObject({ sid: 2, tty: 'pts/0', role: 'shell' });
  });

  test('a long line of ancestors and a pid that was used again', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      life(3 + (index % 100), index === 0 ? null : 3 + ((index - 1) % 100), index, {
        ended: { at: index + 2, status: exited },
        reaped: { by: 'init', at: index + 2, call: null },
        execs: index === 0 ? [{ at: 0, path: '/home/student/chain', argv: '', env: null }] : [],
      }),
    );
    const tree = treeOf(
      { ...run, trace: { calls: [], signals: [], processes: chain } },
      fail(both(''), { ms: 19_998.5 }),
    );
    expect(tree.filter(({ role }) => role === 'submission').map(({ name }) => name)).toEqual([
      'chain',
      'chain',
    ]);
  });
});
