import { expect, it, test } from 'vitest';
import { judge, pass, traceDisagreements, type ProcessLife, type ProcessState } from '../../src/index.ts';
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

/** At 40 ms these processes were seen; the trace has these. */
function runWith(processes: readonly ProcessState[], lives: readonly ProcessLife[], change = {}) {
  return aRun({
    schedule: 'slow-child',
    moments: [aMoment({ name: 'forked', at: 40, processes })],
    trace: aTrace({ processes: lives }),
    ...change,
  });
}

const ended = (at: number): Partial<ProcessLife> => ({ ended: { at, status: { kind: 'exited', code: 0 } } });

it('agrees when each has those that the other has', () => {
  const ours = aProcess({ pid: 1, role: 'init' });
  const run = runWith(
    [ours, aProcess({ pid: 3 })],
    [aLife(3), aLife(4, ended(39)), aLife(5, { bornAt: 41 })],
  );
  expect(traceDisagreements(run)).toEqual([]);
});

it('agrees about those that are on their way out', () => {
  const zombie = aProcess({ pid: 8, state: 'Z' });
  expect(traceDisagreements(runWith([zombie], [aLife(4, ended(900))]))).toEqual([]);
});

it('takes a child whose pid is not in the log yet for the one that was seen', () => {
  const vforked = [aLife(3), aLife(0, { parent: 3, bornBy: 'vfork' })];
  expect(traceDisagreements(runWith([aProcess({ pid: 3 }), aProcess({ pid: 4 })], vforked))).toEqual([]);
  const three = [3, 4, 5].map((pid) => aProcess({ pid }));
  expect(traceDisagreements(runWith(three, vforked))).toMatchObject([{ seenBy: 'proc' }]);
});

test.each([
  ['proc', [aProcess({ pid: 3 })], []],
  ['trace', [], [aLife(3)]],
  ['trace', [], [aLife(3, ended(5000))]],
] as const)('a process that only %s knows is named', (seenBy, processes, lives) => {
  const run = runWith(processes, lives);
  expect(traceDisagreements(run)).toEqual([{ pid: 3, moment: 'forked', seenBy }]);
  const verdict = judge(
    aLab(aCheck(() => pass(both('')), { on: 'traced' })),
    anEvidence(anExercise({ runs: [run] })),
  );
  const check = verdict.exercises[0]!.checks[0]!;
  expect(check).toMatchObject({ status: 'not-checked', points: { earned: 0 } });
  expect(check.seen.en).toContain('process 3');
  expect(check.seen.zh).toContain('进程 3');
});

it('lets a child come later than the call that makes it was entered', () => {
  const call = { tid: 3, at: 45, returnedAt: 46, name: 'set_robust_list', args: '', result: 0, error: null };
  const seenWith = (at: number) => {
    const calls = [{ ...call, pid: 3, at }];
    return traceDisagreements(
      runWith([], [aLife(3, { bornAt: 35 })], {
        trace: aTrace({ processes: [aLife(3, { bornAt: 35 })], calls }),
      }),
    );
  };
  expect(seenWith(45)).toEqual([]);
  expect(seenWith(39)).toHaveLength(1);
});

it('is not asked where a limit has ended everything', () => {
  const limit = { limit: 'memory', at: 30, what: both('too much') } as const;
  expect(traceDisagreements(runWith([], [aLife(3)], { limits: [limit] }))).toEqual([]);
});
