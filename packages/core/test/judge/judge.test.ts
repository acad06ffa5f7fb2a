import { describe, expect, test } from 'vitest';
import {
  fail,
  judge,
  notChecked,
  pass,
  type Check,
  type CheckVerdict,
  type ExerciseEvidence,
  type Exhibit,
  type Finding,
  type Run,
  type Schedule,
} from '../../src/index.ts';
import {
  aBuild,
  aCall,
  aCheck,
  aLab,
  aLife,
  anEvidence,
  anExercise,
  aProgram,
  aRun,
  aTrace,
  both,
} from '../build-evidence.ts';

const fault = { code: 'STRACE_DIED', what: both('strace died'), remedy: both('install strace') };

function only(check: Check, exercise: ExerciseEvidence = anExercise()): CheckVerdict {
  const [verdict] = judge(aLab(check), anEvidence(exercise)).exercises[0]?.checks ?? [];
  return verdict as CheckVerdict;
}

/** A check on traced runs that finds this under each schedule. */
function underSchedules(findings: Partial<Record<Schedule, Finding>>): CheckVerdict {
  const schedules = Object.keys(findings) as Schedule[];
  const exercise = anExercise({ runs: [aRun(), ...schedules.map((schedule) => aRun({ schedule }))] });
  return only(
    aCheck((run: Run) => findings[run.schedule] ?? pass(both('unasked')), { on: 'traced' }),
    exercise,
  );
}

test('a check on one scenario is judged on its runs alone', () => {
  const exercise = anExercise({
    runs: [aRun({ id: 'boot natural' }), aRun({ id: 'launch natural' }), aRun({ id: 'launcher natural' })],
  });
  const check = aCheck(({ id }) => (id === 'launch natural' ? pass(both(id)) : fail(both(id))), {
    scenario: 'launch',
  });
  expect(only(check, exercise)).toMatchObject({ status: 'pass', seen: both('launch natural') });
});

describe('what a check finds', () => {
  test('a pass earns its points and is shown with the run it was seen in', () => {
    const verdict = only(
      aCheck(() => pass(both('3 children'), { moment: { name: 'forked', at: 40 } }), { points: 7 }),
      anExercise({
        runs: [
          aRun({
            moments: [
              {
                name: 'forked',
                what: both(''),
                at: 40,
                reached: true,
                within: 1,
                stuckAfter: null,
                processes: [],
                ps: null,
                memory: [],
              },
            ],
          }),
        ],
      }),
    );
    expect(verdict).toMatchObject({
      status: 'pass',
      points: { earned: 7, possible: 7 },
      seen: both('3 children'),
      expected: both('Three children.'),
      at: { run: 'natural', schedule: 'natural', moment: 'forked', ms: 40 },
      source: null,
      tree: [],
    });
  });

  test.each(['fail', 'not-checked', 'error'] as const)(
    '%s earns nothing and keeps the possible points',
    (status) => {
      const verdict = only(aCheck(() => ({ ...fail(both('seen')), status })));
      expect(verdict).toMatchObject({ status, points: { earned: 0, possible: 10 }, seen: both('seen') });
    },
  );

  test('a check that throws is a fault of ours that names the check, never a pass', () => {
    const verdict = only(
      aCheck(() => {
        throw new TypeError('no such moment');
      }),
    );
    expect(verdict.status).toBe('error');
    expect(verdict.seen.en).toContain('three-children');
    expect(verdict.seen.en).toContain('no such moment');
    expect(verdict.seen.zh).toContain('three-children');
  });

  test('a finding that rests on a moment which the run lacks is a fault of ours', () => {
    const verdict = only(aCheck(() => pass(both('fine'), { moment: { name: 'nowhere', at: 1 } })));
    expect(verdict).toMatchObject({ status: 'error' });
    expect(verdict.seen.en).toContain('nowhere');
  });
});

describe('runs', () => {
  test('natural checks see the natural run, traced checks all others', () => {
    const schedulesOf = (on: Check['on']) => {
      const seen: Schedule[] = [];
      const runs = (['natural', 'as-it-comes', 'slow-child'] as const).map((schedule) => aRun({ schedule }));
      only(
        aCheck(
          (run) => {
            seen.push(run.schedule);
            return pass(both(''));
          },
          { on },
        ),
        anExercise({ runs }),
      );
      return seen;
    };
    expect(schedulesOf('natural')).toEqual(['natural']);
    expect(schedulesOf('traced')).toEqual(['as-it-comes', 'slow-child']);
  });

  test('all pass: pass, the first finding is shown', () => {
    const verdict = underSchedules({
      'as-it-comes': pass(both('first')),
      'slow-parent': pass(both('second')),
    });
    expect(verdict).toMatchObject({
      status: 'pass',
      seen: both('first'),
      onlyUnder: [],
      at: { schedule: 'as-it-comes' },
    });
  });

  test('one fail is enough, and says under which schedules luck ended', () => {
    const verdict = underSchedules({
      'as-it-comes': pass(both('first')),
      'slow-parent': fail(both('second')),
      'slow-child': fail(both('third')),
    });
    expect(verdict).toMatchObject({
      status: 'fail',
      seen: both('second'),
      at: { schedule: 'slow-parent' },
      onlyUnder: ['slow-parent', 'slow-child'],
    });
  });

  test('luck that ended has its story, from the run that is shown; any other fail has none', () => {
    const trace = aTrace({
      processes: [aLife(3), aLife(4, { parent: 3, bornAt: 5 })],
      calls: [
        aCall(3, 5, 'clone', { result: 4 }),
        aCall(4, 6, 'set_robust_list', { returnedAt: 26 }),
        aCall(3, 8, 'exit_group', { args: '0', returnedAt: null, result: null }),
      ],
    });
    const runs = (['slow-parent', 'slow-child'] as const).map((schedule) => aRun({ schedule, trace }));
    const verdictOf = (failing: readonly Schedule[]) =>
      only(
        aCheck((run) => (failing.includes(run.schedule) ? fail(both('')) : pass(both(''))), { on: 'traced' }),
        anExercise({ runs }),
      );
    expect(verdictOf(['slow-child']).story?.rows.map(({ event }) => event)).toEqual([
      { kind: 'call', text: 'clone() = 4' },
      { kind: 'held', until: 26 },
      { kind: 'call', text: 'exit_group(0)' },
    ]);
    expect(verdictOf(['slow-parent', 'slow-child']).story).toBeNull();
    expect(verdictOf([]).story).toBeNull();
  });

  test('a fail in another scenario is not luck', () => {
    const runs = [
      aRun({ id: 'missing slow-parent', scenario: 'missing slow-parent', schedule: 'slow-parent' }),
      aRun({ id: 'found slow-child', scenario: 'found slow-child', schedule: 'slow-child' }),
    ];
    const check = aCheck(
      (run) => (run.schedule === 'slow-parent' ? fail(both('no error')) : pass(both('it ran'))),
      { on: 'traced' },
    );
    expect(only(check, anExercise({ runs }))).toMatchObject({ status: 'fail', onlyUnder: [] });
  });

  test('what a check rests on: the trace of a traced run, else what it shows', () => {
    const table = { kind: 'ps', lines: [], marked: null } as const;
    const list = { kind: 'descriptors', lines: [], marked: null } as const;
    const witness = (schedule: Schedule, exhibits: readonly Exhibit[]) =>
      only(
        aCheck(() => pass(both(''), { exhibits }), { on: schedule === 'natural' ? 'natural' : 'traced' }),
        anExercise({ runs: [aRun({ schedule })] }),
      ).witness;
    expect(witness('slow-child', [list])).toBe('strace');
    expect(witness('natural', [list, table])).toBe('proc');
    expect(witness('natural', [table])).toBe('ps');
    expect(witness('natural', [])).toBe('ps');
  });

  test('a fail in every run is not luck', () => {
    const verdict = underSchedules({
      'as-it-comes': fail(both('1')),
      'slow-child': fail(both('2')),
      'slow-parent': notChecked(both('3')),
    });
    expect(verdict).toMatchObject({ status: 'fail', onlyUnder: [] });
  });

  test('fail outweighs error, error outweighs not-checked, not-checked outweighs pass', () => {
    const error = { ...fail(both('error')), status: 'error' } as const;
    const unseen = notChecked(both('unseen'));
    expect(underSchedules({ 'as-it-comes': error, 'slow-child': fail(both('')) }).status).toBe('fail');
    expect(
      underSchedules({ 'as-it-comes': unseen, 'slow-child': error, 'slow-parent': pass(both('')) }).status,
    ).toBe('error');
    expect(underSchedules({ 'as-it-comes': pass(both('')), 'slow-child': unseen }).status).toBe(
      'not-checked',
    );
  });

  test('a run of its kind that is not in the evidence is a fault of ours', () => {
    expect(only(aCheck(undefined, { on: 'traced' }))).toMatchObject({ status: 'error', at: null });
  });
});

describe('faults', () => {
  test('a fault of the build: every check is an error with its text', () => {
    const verdict = only(
      aCheck(),
      anExercise({ build: aBuild({ status: 'failed', faults: [fault] }), runs: [] }),
    );
    expect(verdict).toMatchObject({
      status: 'error',
      seen: both('strace died'),
      at: null,
      points: { earned: 0, possible: 10 },
    });
  });

  test('a fault of a run: the checks on it are not asked and are an error', () => {
    const runs = [aRun(), aRun({ schedule: 'slow-child', faults: [fault] })];
    expect(only(aCheck(undefined, { on: 'traced' }), anExercise({ runs }))).toMatchObject({
      status: 'error',
      seen: both('strace died'),
      at: { run: 'slow-child' },
    });
    expect(only(aCheck(), anExercise({ runs })).status).toBe('pass');
  });
});

describe('builds', () => {
  const unbuilt = (build: ExerciseEvidence['build']) => {
    const verdict = only(aCheck(), anExercise({ build, runs: [] }));
    expect(verdict).toMatchObject({ status: 'not-checked', at: null, points: { earned: 0, possible: 10 } });
    return verdict.seen;
  };

  test('did not compile: names the program and the first error', () => {
    const diagnostics = [
      { file: 'siblings.c', line: 4, column: 3, level: 'warning' as const, message: 'unused', option: null },
      {
        file: 'siblings.c',
        line: 9,
        column: 5,
        level: 'error' as const,
        message: "expected ';'",
        option: null,
      },
    ];
    const seen = unbuilt(
      aBuild({
        status: 'failed',
        programs: [
          aProgram({ program: 'fine' }),
          aProgram({ ended: { kind: 'exited', code: 1 }, diagnostics }),
        ],
      }),
    );
    expect(seen.en).toBe(
      "siblings did not compile, so there was nothing to run. First error: siblings.c:9:5: expected ';'",
    );
    expect(seen.zh).toContain("siblings.c:9:5: expected ';'");
  });

  test('an error without a place is told without one', () => {
    const diagnostics = [
      {
        file: '',
        line: 0,
        column: 0,
        level: 'error' as const,
        message: "undefined reference to 'main'",
        option: null,
      },
    ];
    const seen = unbuilt(aBuild({ status: 'failed', programs: [aProgram({ ended: null, diagnostics })] }));
    expect(seen.en).toContain("First error: undefined reference to 'main'");
  });

  test('a missing file is named', () => {
    const seen = unbuilt(aBuild({ status: 'missing', programs: [aProgram({ missing: ['siblings.c'] })] }));
    expect(seen.en).toBe('siblings.c is missing from the submission, so there was nothing to run.');
    expect(seen.zh).toContain('siblings.c');
  });

  test('a limit that the compiler exceeded is told', () => {
    const limits = [{ limit: 'memory' as const, at: 3, what: both('more than 512 MiB of memory') }];
    expect(unbuilt(aBuild({ status: 'limit', limits })).en).toContain('more than 512 MiB of memory');
  });
});

describe('the whole verdict', () => {
  const verdictOf = (...statuses: Finding['status'][]) =>
    judge(
      aLab(
        ...statuses.map((status, index) =>
          aCheck(() => ({ ...fail(both('')), status }), { id: `check-${index}`, points: index + 1 }),
        ),
      ),
      anEvidence(anExercise()),
    );

  test('points are summed; an error counts in no sum, since it takes no points', () => {
    const verdict = verdictOf('pass', 'fail', 'not-checked', 'error');
    expect(verdict.points).toEqual({ earned: 1, possible: 6 });
    expect(verdict.exercises[0]?.points).toEqual({ earned: 1, possible: 6 });
    expect(verdict.exercises[0]?.checks[3]?.points).toEqual({ earned: 0, possible: 4 });
  });

  test('only the exercises in the evidence are judged', () => {
    const lab = aLab(aCheck());
    const [siblings] = lab.exercises;
    const larger = { ...lab, exercises: [...lab.exercises, { ...siblings!, id: 'chain' }] };
    const verdict = judge(larger, anEvidence(anExercise({ exercise: 'chain' })));
    expect(verdict.exercises.map(({ exercise }) => exercise)).toEqual(['chain']);
    expect(verdict.points).toEqual({ earned: 10, possible: 10 });
  });

  test('limits of build and runs are listed once each, and a fail stays a fail', () => {
    const limit = { limit: 'processes' as const, at: 5, what: both('64 processes') };
    const runs = [
      aRun({ limits: [limit] }),
      aRun({ schedule: 'as-it-comes', limits: [{ ...limit, at: 9 }], faults: [fault, fault] }),
    ];
    const verdict = judge(aLab(aCheck(() => fail(both('a fork bomb')))), anEvidence(anExercise({ runs })));
    expect(verdict.exercises[0]?.limits).toEqual([limit]);
    expect(verdict.exercises[0]?.faults).toEqual([fault]);
    expect(verdict.exercises[0]?.checks[0]?.status).toBe('fail');
  });

  test('what the compiler said is passed on', () => {
    const { build } = judge(
      aLab(),
      anEvidence(anExercise({ build: aBuild({ programs: [aProgram({ log: 'warning' })] }) })),
    ).exercises[0]!;
    expect(build.programs).toEqual([
      {
        program: 'siblings',
        command: 'gcc -o siblings siblings.c',
        missing: [],
        log: 'warning',
        diagnostics: [],
      },
    ]);
  });

  test('the same evidence gives the same verdict, and is not changed', () => {
    const evidence = anEvidence(anExercise());
    const before = structuredClone(evidence);
    const lab = aLab(aCheck(() => fail(both(''))));
    expect(judge(lab, evidence)).toEqual(judge(lab, evidence));
    expect(evidence).toEqual(before);
  });

  test.each([
    ['LAB_MISMATCH', { ...aLab(), id: 'lab-08' }, anEvidence(anExercise())],
    ['EXERCISE_UNKNOWN', aLab(), anEvidence(anExercise({ exercise: 'chain' }))],
    ['NOTHING_TO_JUDGE', aLab(), anEvidence()],
  ])('%s is no verdict', (code, lab, evidence) => {
    expect(() => judge(lab, evidence)).toThrow(expect.objectContaining({ code }));
  });
});
