import type { LimitHit, Moment, Run } from '@proclab/core';
import { expect, it } from 'vitest';
import { untilPlayed } from '../src/run/play-run.ts';
import type { PlayedRun } from '../src/run/play-scenario.ts';

const LIMITS: ReadonlyMap<string, LimitHit['limit']> = new Map([
  ['l', 'processes'],
  ['n', 'processes'],
  ['f', 'disk'],
]);

/**
 * Plays so that each try comes out as the next of these letters says: played, unplayed, overslowed, or played while a
 * parent slept for 100 ms; also unplayed at a limit: of processes (l), of them and never at its end (n), of files (f).
 */
async function tries(outcomes: string) {
  const delays: number[] = [];
  const play = (delay: number) => {
    const outcome = outcomes[delays.length]!;
    delays.push(delay);
    const played: Partial<Run> = {
      played: 'pos'.includes(outcome),
      limits: LIMITS.has(outcome) ? [{ limit: LIMITS.get(outcome)!, at: 0, what: { zh: '', en: '' } }] : [],
      moments: [{ reached: outcome !== 'n' } as Moment],
      faults: [],
      duration: delays.length,
    };
    return Promise.resolve({ run: played as Run, overslowed: outcome === 'o', traceLog: '' } as PlayedRun);
  };
  const slept = ({ duration }: Run) => (outcomes[duration - 1] === 's' ? 100 : 0);
  const { run } = await untilPlayed([10, 40, 160, 640], play, slept);
  return { delays, taken: run.duration, faults: run.faults.map(({ code }) => code) };
}

it.each([
  ['the first try, when it was played', 'p', [10], 1],
  ['the first, however many calls the program makes', 'o', [10], 1],
  ['the first that was ended by a limit', 'f', [10], 1],
  ['the first that a limit keeps from its end', 'n', [10], 1],
  ['a longer one, when threads were only refused', 'lp', [10, 40], 2],
  ['a longer one', 'uup', [10, 40, 160], 3],
  ['the shortest again, when longer ones keep the program from its end', 'uop', [10, 40, 10], 3],
  ['the shortest again and again', 'uouo', [10, 40, 10, 10], 4],
  ['one that outlasts a sleep', 'sp', [10, 160], 2],
  ['what was played, when nothing outlasts the sleep', 'sss', [10, 160, 640], 3],
  ['the longest, when shorter ones that outlast a sleep were not played', 'sup', [10, 160, 640], 3],
  ['what was played, when a longer one keeps the program from its end', 'so', [10, 160], 1],
])('takes %s', async (_, outcomes, delays, taken) => {
  expect(await tries(outcomes)).toEqual({ delays, taken, faults: [] });
});

it('says that none was played', async () => {
  const faults = ['SCHEDULE_NOT_PLAYED'];
  expect(await tries('uuuu')).toEqual({ delays: [10, 40, 160, 640], taken: 4, faults });
  expect(await tries('uouu')).toEqual({ delays: [10, 40, 10, 10], taken: 4, faults });
  // A sleep that nothing outlasted may have been all that it took.
  expect(await tries('suu')).toEqual({ delays: [10, 160, 640], taken: 1, faults });
  // What a try with a longer delay saw is not taken, even if it was played until then.
  expect(await tries('uuuo')).toEqual({ delays: [10, 40, 160, 640], taken: 3, faults });
});
