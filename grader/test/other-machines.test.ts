import { chmodSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  IS_ROOT,
  UNLIKE,
  prepared,
  refusing,
  type Machine,
} from '../../packages/sandbox/test/machines/machines.ts';
import { gradeOn, installation, scratchFolder, statuses, verdictOn } from './support.ts';

/** A program that is right and one that is not, with runs of either kind, a terminal, a second boot. */
const PROGRAMS = [
  ['lab-01/siblings', '--reference'],
  ['lab-01/siblings', '--mutant', 'wnohang-sweep'],
  ['lab-08/watcher', '--reference'],
  ['lab-05/messages', '--reference'],
] as const;

/** Those of them that are traced as well. */
const TRACED = PROGRAMS.slice(0, 2);

let root: string;
let refuse: ReturnType<typeof refusing>;

beforeAll(() => {
  const folder = scratchFolder();
  root = installation();
  for (const open of [folder, root]) chmodSync(open, 0o755);
  refuse = refusing(folder);
});

/** The status of each check of each program. */
async function allStatuses(machine: Machine): Promise<unknown> {
  const verdicts = [];
  for (const args of PROGRAMS) verdicts.push(statuses(await verdictOn(machine, root, args)));
  return verdicts;
}

describe.runIf(IS_ROOT)('the same verdicts, for root and for an ordinary user, with', () => {
  let here: unknown;
  beforeAll(async () => {
    here = await allStatuses([]);
  });

  it.each(
    Object.entries(UNLIKE).flatMap(([name, command]) => [
      [name, 'root', command] as const,
      [name, 'user', command] as const,
    ]),
  )(
    '%s (%s)',
    async (_, person, command) => {
      expect(await allStatuses(prepared(command, person))).toEqual(here);
    },
    90_000,
  );
});

describe('where strace may not trace', () => {
  it('nothing is awarded that only a trace can show, and nothing is held against the program', async () => {
    for (const args of TRACED) {
      const [here, there] = await Promise.all([
        verdictOn([], root, args),
        verdictOn(refuse('tracing'), root, args),
      ]);
      const before = statuses(here);
      const checks = there.exercises.flatMap((exercise) => exercise.checks);
      const judged = checks.filter(({ status }) => status !== 'error');
      expect(judged.filter(({ witness }) => witness === 'strace')).toEqual([]);
      expect(judged.map(({ id, status }) => [id, status])).toEqual(judged.map(({ id }) => [id, before[id]]));
      const faults = there.exercises.flatMap((exercise) => exercise.faults.map(({ code }) => code));
      expect(new Set(faults)).toEqual(new Set(['TRACE_ATTACH']));
      expect(there.points.possible).toBeLessThan(here.points.possible);
    }
  });

  it('says so, with its remedy, and does not call it a mark', async () => {
    const { exitCode, stdout } = await gradeOn(refuse('tracing'), root, ['lab-01/siblings', '--reference']);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/strace could not trace the program: .*Operation not permitted/s);
    expect(stdout).toContain('npm run doctor');
  });
});

describe('where the kernel sets no limits on System V IPC', () => {
  it('the verdict is the same, and tells it', async () => {
    const machine = refuse('settings');
    expect(await allStatuses(machine)).toEqual(await allStatuses([]));
    const verdict = await verdictOn(machine, root, PROGRAMS[0]);
    expect(verdict.machine.weaknesses.map(({ code }) => code)).toEqual(['SYSTEM_V_REFUSED']);
    const { stdout } = await gradeOn(machine, root, [...PROGRAMS[0], '--lang', 'zh']);
    expect(stdout).toContain('△ 这台机器的内核');
  });

  it('which is not said of this one', async () => {
    expect((await verdictOn([], root, PROGRAMS[0])).machine.weaknesses).toEqual([]);
  });
});
