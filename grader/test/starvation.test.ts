import { c, exercise, lab, natural, type Stage } from '@proclab/lab-kit';
import { describe, expect, it } from 'vitest';
import { gradeLab, startBuildSandbox } from '../src/grade-lab.ts';
import { Starvation } from '../src/run/starvation.ts';
import { keepBusy } from '../src/soak/busy.ts';

const waits = (entries: Record<string, number>) => new Map(Object.entries(entries));

describe('how long a program was kept from running', () => {
  it('is what its slowest process waited between looks, and no more than was between them', () => {
    const starvation = new Starvation();
    for (const [at, seen, total] of [
      [0, { one: 500 }, 0],
      [10, { one: 503, two: 7 }, 7],
      [20, { one: 603, two: 7 }, 17],
      [30, { two: 7 }, 17],
      [40, {}, 17],
    ] as const) {
      starvation.sample(at, waits(seen), 0);
      expect(starvation.total).toBe(total);
    }
  });

  it('is at least how late the looks were', () => {
    const starvation = new Starvation();
    starvation.sample(0, waits({ one: 500 }), 0);
    starvation.sample(6000, waits({ one: 502 }), 5900);
    expect(starvation.total).toBe(5900);
    starvation.sample(6010, waits({ one: 507 }), 2);
    expect(starvation.total).toBe(5905);
  });
});

/**
 * Its processor time is a third of what the deadline gives. With six busy processes for each processor it needs more than
 * twice the deadline, and would stay within what it may be given with three times as many.
 */
const SPINNER = `
#include <time.h>
int main(void)
{
    while (clock() < CLOCKS_PER_SEC / 3)
        ;
    return 0;
}
`;

it('a program that others keep from running is given the time that it lacks', async () => {
  const EMPTY = { zh: '', en: '' };
  const scenario = async (stage: Stage) => {
    const program = await stage.terminal.run('./spinner');
    await stage.moment('end', EMPTY, (now) => now.ended(program) !== null, { within: '1s' });
  };
  const spinner = exercise('spinner', {
    title: EMPTY,
    programs: [c('spinner.c')],
    runs: [natural(scenario)],
    checks: [],
  });
  const rest = keepBusy(6);
  try {
    const { evidence } = await gradeLab(
      lab({ id: 'lab-00', title: EMPTY, exercises: [spinner] }),
      { origin: 'test', files: [{ path: 'spinner.c', text: SPINNER }] },
      startBuildSandbox(),
      () => {},
    );
    const [run] = evidence.exercises[0]!.runs;
    expect(run?.moments[0]).toMatchObject({ reached: true });
  } finally {
    await rest();
  }
});
