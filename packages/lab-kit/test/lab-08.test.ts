import { describe, expect, it } from 'vitest';
import ticker from '../../../labs/lab-08-daemons/ticker/exercise.ts';
import type { FileEvidence, ProcessState } from '../src/index.ts';
import { exerciseEvidence, file, moment, processState, run } from './evidence.ts';

const { checks } = ticker;

interface Different {
  files: FileEvidence[];
  /** Of the daemon while it works, and after the hang-up. */
  looks: Partial<ProcessState>;
  later: Partial<ProcessState>;
  prompt: boolean;
}

/** A day of a good daemon, but for what is different. */
function status(
  id: string,
  { files = ticks(0, 3000, 6200), looks = {}, later = looks, prompt = true }: Partial<Different> = {},
): string {
  const looked = run({
    moments: [
      moment('prompt', [], { reached: prompt }),
      moment('working', [processState(looks)]),
      moment('after-hang-up', [processState(later)]),
    ],
    files,
  });
  return checks.find((check) => check.id === id)!.judge(looked, exerciseEvidence(looked)).status;
}

function ticks(...births: number[]): FileEvidence[] {
  return births.map((at) => file(`/tick ${at}`, at));
}

describe('a good daemon', () => {
  it.each(checks.map(({ id }) => id))('passes %s', (id) => {
    expect(status(id)).toBe('pass');
  });
});

describe('three-seconds', () => {
  it.each([
    ['a log and a pid file at the start', [...ticks(0, 10), ...ticks(1010, 4010, 7010)]],
    ['a pid file next to the first tick', [file('/x.pid', 0), ...ticks(100, 3100, 6100)]],
    ['a busy machine', ticks(0, 2300, 6500)],
    ['a log elsewhere', [file('/var/log/x', 0), ...ticks(2990, 5990)]],
  ])('accepts %s', (_, files) => {
    expect(status('three-seconds', { files })).toBe('pass');
  });

  it.each([
    ['every second', ticks(0, 1004, 2008, 3012)],
    ['three at a time', ticks(0, 10, 20, 3000, 3010, 3020)],
    ['one file only', ticks(0)],
    ['folders', ticks(0, 3000).map((each) => ({ ...each, type: 'directory' as const }))],
    ['a late change of pace', ticks(0, 3000, 4000)],
  ])('fails %s', (_, files) => {
    expect(status('three-seconds', { files })).toBe('fail');
  });
});

describe('files-appear', () => {
  it('fails files outside the working directory', () => {
    expect(status('files-appear', { looks: { cwd: '/tmp' } })).toBe('fail');
  });

  it('takes names with blanks and newlines', () => {
    const files = [file('/Sat Nov 21 04:00:00 2026\n', 0), file('/Sat Nov 21 04:00:03 2026\n', 3000)];
    expect(status('files-appear', { files })).toBe('pass');
  });
});

describe('survives-hang-up', () => {
  it('fails a daemon that is alive and does nothing more', () => {
    expect(status('survives-hang-up', { files: ticks(0, 3000) })).toBe('fail');
  });

  it('accepts one that writes to an old file', () => {
    expect(status('survives-hang-up', { files: [file('/x', 0, { changedAt: 6500 })] })).toBe('pass');
  });

  it('fails one that is dead', () => {
    expect(status('survives-hang-up', { later: { state: 'Z' } })).toBe('fail');
  });
});

describe('idle', () => {
  it('fails a daemon that takes the CPU, and one that never had anything to wait for', () => {
    expect(status('idle', { looks: { cpu: 3000 } })).toBe('fail');
    expect(status('idle', { files: [] })).toBe('fail');
  });
});

it('fails prompt-returns while the parent waits, whoever works', () => {
  expect(status('prompt-returns', { prompt: false })).toBe('fail');
});
