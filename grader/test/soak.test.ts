import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { shuffled } from '../src/soak/shuffle.ts';
import { exitStatus } from '../src/commands/soak.ts';
import type { Soaked } from '../src/soak/soak-lab.ts';
import { installation, ROOT, scratchFolder } from './support.ts';

describe('the order', () => {
  it('has every item once before any comes again', () => {
    const given = [...shuffled(['a', 'b', 'c', 'd'], 10, 7)];
    expect(given.slice(0, 4).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(given.slice(4, 8).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(given).toHaveLength(10);
  });

  it('is the same for the same seed, and another for others', () => {
    const order = (seed: number) => [...shuffled([1, 2, 3, 4, 5, 6, 7, 8, 9], 9, seed)].join('');
    expect(order(5)).toBe(order(5));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => order(seed))).size).toBeGreaterThan(15);
  });
});

/** A command on lab-01/siblings, as a user would call it. */
function onSiblings(command: string, root: string, ...args: readonly string[]) {
  return execa('node', [join(root, 'grader/bin/proclab.cjs'), command, 'lab-01/siblings', ...args], {
    env: { LC_ALL: 'C.UTF-8' },
    reject: false,
  });
}

const soakSiblings = (root: string, ...args: readonly string[]) => onSiblings('soak', root, ...args);

describe('soak', () => {
  const KEPT = ['no-wait.patch', 'wait-once.patch'];
  let root: string;

  /** A lab with three programs: the reference and two mutants. */
  beforeAll(() => {
    root = installation();
    const solutions = join(root, 'solutions/lab-01-fork-loops');
    for (const kind of ['variants', 'racy']) rmSync(join(solutions, kind, 'siblings'), { recursive: true });
    for (const name of readdirSync(join(solutions, 'mutants/siblings')))
      if (!KEPT.includes(name)) rmSync(join(solutions, 'mutants/siblings', name));
  });

  const soak = (...args: readonly string[]) => soakSiblings(root, ...args);

  it('counts no wrong verdict where all are as known, and says how sure that is', async () => {
    const { exitCode, stdout } = await soak('--runs', '6', '--load', '1', '--seed', '11');
    expect(stdout.split('\n')).toEqual([
      '6 grades of each lab, busy processes per CPU: 1, seed 11',
      'lab-01: 6 verdicts, 0 wrong; the true rate is below 50.00 % (95 % sure); not judged: 0',
    ]);
    expect(exitCode).toBe(0);
  });

  /** With a mutant of which something wrong is said: each verdict on it differs. */
  const withFalseMutant = async <T>(soaking: () => Promise<T>): Promise<T> => {
    const patch = join(root, 'solutions/lab-01-fork-loops/mutants/siblings/no-wait.patch');
    const text = readFileSync(patch, 'utf8');
    writeFileSync(patch, text.replace(/^Fails: .*$/m, 'Fails: three-children'));
    return await soaking().finally(() => writeFileSync(patch, text));
  };

  it('counts each verdict that differs and keeps its evidence', async () => {
    const out = scratchFolder();
    const { exitCode, stdout } = await withFalseMutant(() => soak('--runs', '6', '--out', out));
    expect(stdout).toContain('lab-01: 6 verdicts, 2 wrong; not judged: 0');
    expect(stdout.match(/✘ mutant no-wait: three-children pass, reaped fail$/gm)).toHaveLength(2);
    expect(exitCode).toBe(1);
    const kept = readdirSync(join(out, 'lab-01'));
    expect(kept).toHaveLength(2);
    expect(existsSync(join(out, 'lab-01', kept[0]!, 'mutant', 'no-wait', 'evidence.json'))).toBe(true);
  });

  it('verify names it too, at the end', async () => {
    const { exitCode, stdout } = await withFalseMutant(() => onSiblings('verify', root));
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('  ✘ mutant no-wait: three-children pass, reaped fail');
    expect(exitCode).toBe(1);
  });

  it('tells what is known by then when it is ended early', async () => {
    const out = scratchFolder();
    const { signal, stdout } = await withFalseMutant(async () => {
      const soaking = soak('--runs', '100000', '--out', out);
      await vi.waitFor(() => expect(readdirSync(out)).toEqual(['lab-01']), PATIENCE);
      soaking.kill('SIGINT');
      return await soaking;
    });
    expect(signal).toBe('SIGINT');
    expect(stdout).toMatch(/^lab-01: [1-9]\d* verdicts, [1-9]\d* wrong; not judged: 0$/m);
    expect(stdout).toMatch(/✘ mutant no-wait: three-children pass, reaped fail$/m);
  });

  it.each(['many', '-3', '1.5', '99999999999'])('does not take “%s” for a number of runs', async (given) => {
    const { exitCode, stderr } = await soak(`--runs=${given}`);
    expect(stderr).toContain('OPTION_VALUE: Option --runs takes a whole number');
    expect(exitCode).toBe(2);
  });

  it('does not know of other kinds of programs than there are', async () => {
    const { exitCode, stderr } = await soak('--only', 'lucky');
    expect(stderr).toContain(
      'OPTION_VALUE: Option --only does not know lucky.\nThere are: reference, variant',
    );
    expect(exitCode).toBe(2);
  });
});

describe('the exit status', () => {
  const soaked = (different: Partial<Soaked>): Soaked => ({
    lab: 'lab-01',
    grades: 9,
    tallies: [],
    wrong: [],
    unjudged: [],
    ...different,
  });

  it.each<[number, string, number, Partial<Soaked>]>([
    [0, 'all are as known', 0, {}],
    [
      1,
      'one is wrong, whatever else there is',
      6,
      { wrong: ['x'], unjudged: [{ program: 'x', faults: ['TOOL_MISSING'] }] },
    ],
    [
      3,
      'the grader could not judge one',
      6,
      { unjudged: [{ program: 'x', faults: ['SCHEDULE_NOT_PLAYED', 'TOOL_MISSING'] }] },
    ],
    [3, 'an idle machine was too busy', 0, { unjudged: [{ program: 'x', faults: ['SCHEDULE_NOT_PLAYED'] }] }],
    [
      0,
      'one that is kept busy was too busy',
      6,
      { unjudged: [{ program: 'x', faults: ['SCHEDULE_NOT_PLAYED'] }] },
    ],
  ])('is %d when %s', (status, _, load, different) => {
    expect(exitStatus([soaked({}), soaked(different)], load)).toBe(status);
  });
});

describe('soak --load', () => {
  it('keeps the CPUs busy from as many sessions, and leaves none of them when it is killed', async () => {
    const soaking = execa(
      'node',
      [join(ROOT, 'grader/bin/proclab.cjs'), 'soak', 'lab-01/siblings', '--runs', '1000', '--load', '2'],
      { reject: false },
    );
    const busy = await vi
      .waitFor(() => {
        const pids = childrenOf(soaking.pid!).filter((pid) => isSpinning(pid));
        expect(pids).toHaveLength(2 * cpus().length);
        expect(pids.map((pid) => sessionOf(pid))).toEqual(pids);
        return pids;
      }, PATIENCE)
      .finally(() => soaking.kill('SIGKILL'));
    await soaking;
    await vi.waitFor(() => expect(busy.filter((pid) => isSpinning(pid))).toEqual([]), PATIENCE);
  });
});

const PATIENCE = { timeout: 20_000, interval: 50 };

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

/** Its command line holds the program that it runs: see src/soak/busy.ts. */
function isSpinning(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('slice()');
  } catch {
    return false;
  }
}

/** proc_pid_stat(5), field 6. */
function sessionOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
}

describe('soak --only racy', () => {
  it('says how often a program that is right by luck was found out, and its twin was not', async () => {
    const { exitCode, stdout } = await soakSiblings(ROOT, '--only', 'racy', '--each', '3', '--seed', '5');
    expect(stdout.split('\n')).toEqual([
      '3 grades of each program, busy processes per CPU: 0, seed 5',
      '  repaired number-in-shared-memory: nothing held against it in 3 of 3',
      '  racy number-in-shared-memory: found out in 3 of 3, under slow-child',
      'lab-01: 6 verdicts, 0 wrong; the true rate is below 50.00 % (95 % sure); not judged: 0',
    ]);
    expect(exitCode).toBe(0);
  });

  it('does not take it for found out by a schedule under which it is lucky', async () => {
    const root = installation();
    const patch = join(root, 'solutions/lab-01-fork-loops/racy/siblings/number-in-shared-memory/racy.patch');
    writeFileSync(patch, readFileSync(patch, 'utf8').replace(/^Found-by: .*$/m, 'Found-by: slow-parent'));
    const { exitCode, stdout } = await soakSiblings(root, '--only', 'racy', '--each', '1');
    expect(stdout).toContain('found out in 0 of 1, under slow-parent');
    expect(stdout).toContain('✘ racy number-in-shared-memory: numbered not under slow-parent');
    expect(exitCode).toBe(1);
  });
});
