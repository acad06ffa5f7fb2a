import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEvidence, verdictSchema } from '@proclab/core/schema';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { ROOT, grade, scratchFolder, statuses } from './support.ts';

async function judge(args: readonly string[]) {
  return execa('node', [join(ROOT, 'grader/bin/proclab.cjs'), 'judge', ...args], {
    reject: false,
    env: { LC_ALL: 'C', NO_COLOR: '1' },
  });
}

describe('the reference of lab-01', () => {
  const out = join(scratchFolder(), 'out');

  it('gets all points, and its verdict is JSON of the published form and nothing else', async () => {
    const { exitCode, stdout, stderr } = await grade([
      'lab-01/siblings',
      '--reference',
      '--json',
      '--out',
      out,
    ]);
    expect(exitCode).toBe(0);
    expect(stderr.replaceAll(/^waiting: .*\n?/gm, '')).toBe('');
    const verdict = verdictSchema.parse(JSON.parse(stdout));
    expect(verdict).toMatchObject({
      format: 'proclab-verdict',
      version: 1,
      points: { earned: 100, possible: 100 },
    });
  });

  it('was saved whole: verdict, evidence and logs', () => {
    expect(readdirSync(out).sort()).toEqual(['evidence.json', 'logs', 'verdict.json']);
    expect(readdirSync(join(out, 'logs')).sort()).toEqual([
      'siblings.siblings.gcc.txt',
      'siblings.slow-child.strace',
      'siblings.slow-parent.strace',
    ]);
    expect(parseEvidence(JSON.parse(readFileSync(join(out, 'evidence.json'), 'utf8'))).lab).toBe('lab-01');
  });

  it('is judged alike from the saved evidence, without running anything', async () => {
    const { exitCode, stdout } = await judge([join(out, 'evidence.json'), '--json']);
    expect(exitCode).toBe(0);
    expect(`${stdout}\n`).toBe(readFileSync(join(out, 'verdict.json'), 'utf8'));
  });

  it('reads in Chinese where Chinese is asked for', async () => {
    const { stdout } = await judge([join(out, 'evidence.json'), '--lang', 'zh']);
    expect(stdout).toContain('fork 循环');
    expect(stdout).toContain('100 / 100 分');
  });
});

describe('evidence that cannot be judged', () => {
  const folder = scratchFolder();
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it.each([
    ['missing', () => join(folder, 'nothing.json'), 'FILE_UNREADABLE'],
    ['not JSON', () => file('a.json', 'hello'), 'FILE_NOT_JSON'],
    [
      'of another version',
      () => file('b.json', '{"format":"proclab-evidence","version":99}'),
      'EVIDENCE_VERSION',
    ],
    [
      'malformed',
      () => file('c.json', '{"format":"proclab-evidence","version":1,"lab":7}'),
      'EVIDENCE_MALFORMED',
    ],
  ])('%s', async (_, path, code) => {
    const { exitCode, stdout, stderr } = await judge([path()]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`${code}: `);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

describe('a failure', () => {
  it('tells what must be true, what was seen, the line, a hint and a command, and draws the processes', async () => {
    const { exitCode, stdout } = await grade(['lab-01/siblings', '--mutant', 'no-wait']);
    expect(exitCode).toBe(1);
    for (const part of ['must', 'seen', 'line', 'hint', 'try', 'tree'])
      expect(stdout).toMatch(new RegExp(`^ {4}${part} `, 'm'));
    expect(stdout).toContain('└─ siblings');
    expect(stdout).toMatch(/siblings\.c:\d+ .*fork\(\)/);
  });

  it('that luck would hide is found under the schedule that lacks it', async () => {
    const { stdout } = await grade(['lab-01/siblings', '--mutant', 'wnohang-sweep', '--json']);
    const verdict = verdictSchema.parse(JSON.parse(stdout));
    expect(statuses(verdict)).toMatchObject({ reaped: 'fail', 'three-children': 'pass' });
    const reaped = verdict.exercises[0]?.checks.find((check) => check.id === 'reaped');
    expect(reaped?.onlyUnder).toEqual(['slow-child']);
    expect(reaped?.story?.columns.map(({ role }) => role)).toEqual(['parent', 'child']);
    const parentDid = reaped?.story?.rows.filter(({ column }) => column === 0).map(({ event }) => event);
    expect(parentDid).toContainEqual({ kind: 'call', text: 'wait4(-1, WNOHANG) = 0' });
  });
});

const isRoot = process.getuid?.() === 0;

describe('what the machine cannot do', () => {
  it.runIf(isRoot)('is an error with a remedy, costs no points, and leaves by 3', async () => {
    const { exitCode, verdict } = await gradeWithout('bwrap');
    expect(exitCode).toBe(3);
    expect(new Set(Object.values(statuses(verdict)))).toEqual(new Set(['error']));
    expect(verdict.points).toEqual({ earned: 0, possible: 0 });
    expect(verdict.exercises[0]?.faults[0]).toMatchObject({ code: 'SANDBOX_START' });
    expect(verdict.exercises[0]?.faults[0]?.remedy.en).toContain('npm run doctor');
  });

  it.runIf(isRoot)(
    'without strace is told for the checks that rest on traces, and the others are judged',
    async () => {
      const { exitCode, verdict } = await gradeWithout('strace');
      expect(exitCode).toBe(3);
      expect(statuses(verdict)).toMatchObject({ reaped: 'error', 'three-children': 'error' });
      expect(verdict.exercises[0]?.faults[0]).toMatchObject({ code: 'TRACE_ATTACH' });
    },
  );

  it.runIf(isRoot)('without ps is told, and what ps should have witnessed is not passed', async () => {
    const { exitCode, verdict } = await gradeWithout('ps');
    expect(exitCode).toBe(3);
    expect(statuses(verdict)).toMatchObject({ 'nothing-left': 'error', reaped: 'pass' });
  });

  it('such as writing the result where it was asked to is told', async () => {
    const { exitCode, stderr } = await grade(['lab-01/siblings', '--reference', '--out', '/proc/nowhere']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('OUT_UNWRITABLE: ');
  });
});

/** Grades the reference where one tool is hidden, in a mount namespace of its own. */
async function gradeWithout(tool: string) {
  const script = `mount --bind /dev/null /usr/bin/${tool} && exec ./grade lab-01 --reference --json`;
  const { exitCode, stdout } = await execa('unshare', ['-m', 'sh', '-c', script], {
    cwd: ROOT,
    reject: false,
  });
  return { exitCode, verdict: verdictSchema.parse(JSON.parse(stdout)) };
}
