import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { attempt, livesIn, type Lives } from '../../scripts/crash/attempt.ts';
import { Place } from '../../scripts/crash/place.ts';
import { nameOf, trialsOf } from '../../scripts/crash/trials.ts';
import { ROOT, scratchFolder } from './support.ts';

/** Of another seed each time; it stands in the names of the tests. */
const SEED = Math.floor(Math.random() * 2 ** 32);
const RUNS = 20;

let place: Place;
let lives: Lives;

beforeAll(async () => {
  place = new Place(ROOT, scratchFolder());
  lives = await livesIn(place);
});

describe(`a grader that is ended leaves nothing behind (npm run crash -- --runs ${RUNS} --seed ${SEED})`, () => {
  it.each(trialsOf(RUNS, SEED).map((trial) => ({ trial, name: nameOf(trial) })))(
    '$name',
    async ({ trial }) => {
      expect((await attempt(place, trial, lives)).complaints).toEqual([]);
    },
    150_000,
  );
});

describe('trials', () => {
  it('are the same for the same seed', () => {
    expect(trialsOf(50, 7)).toEqual(trialsOf(50, 7));
    expect(trialsOf(50, 7)).not.toEqual(trialsOf(50, 8));
    expect(trialsOf(80, 7).slice(0, 50)).toEqual(trialsOf(50, 7));
  });

  it('have three of SIGKILL beside one of each of the others', () => {
    const count = (signal: string) => trialsOf(500, 7).filter((trial) => trial.signal === signal).length;
    expect(['SIGKILL', 'SIGINT', 'SIGTERM'].map(count)).toEqual([300, 100, 100]);
  });
});

describe('what a grader may not do is noticed', () => {
  const trial = {
    ...trialsOf(1, 1)[0]!,
    signal: 'SIGKILL' as const,
    target: 'grader' as const,
    stale: false,
    terminal: true,
    moment: { saving: 5 },
  };

  it.each([
    ['a process that survives', 'setsid -f sleep 60', /^sleep .* survives$/],
    ['a temporary file', 'echo >"$TMPDIR/left"', /tmp\/left is left$/],
    ['half a result', 'echo "{" >"$4/verdict.json"', /^a half-written result$/],
    ['a verdict alone', 'echo "{}" >"$4/verdict.json"', /^a verdict without its evidence$/],
    ['a raw terminal', 'stty raw', /^terminal changed/],
    ['a grade that is not right afterwards', 'true', /^the next grade: it ended with 9/],
  ])(
    '%s',
    async (_, deed, complaint) => {
      const bad = new Place(ROOT, scratchFolder());
      // The next one ends with 9.
      const script = `#!/bin/sh
[ -e "$HOME/../again" ] && exit 9
: >"$HOME/../again"
mkdir -p "$4"
${deed}
: >"$4/begun"
while :; do :; done
`;
      rmSync(join(bad.root, 'grade'));
      writeFileSync(join(bad.root, 'grade'), script, { mode: 0o755 });
      const { complaints } = await attempt(bad, trial, new Map());
      expect(complaints).toContainEqual(expect.stringMatching(complaint));
    },
    60_000,
  );
});
