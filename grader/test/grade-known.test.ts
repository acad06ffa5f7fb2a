import { c, type Check, exercise, fail, lab, natural, type Stage, unseen } from '@proclab/lab-kit';
import { expect, it } from 'vitest';
import { gradeKnown } from '../src/verify/grade-known.ts';

const EMPTY = { zh: '', en: '' };

/** Grades a program that ends at once on two checks: one that fails, and one of which nothing can be seen. */
function gradedWhere(passes: readonly string[]) {
  const scenario = async (stage: Stage) => {
    const program = await stage.terminal.run('./ends');
    await stage.moment('after', EMPTY, (now) => now.ended(program) !== null, { within: '10s' });
  };
  const check = (id: string, judge: Check['judge']): Check => ({
    id,
    points: 1,
    must: EMPTY,
    hint: EMPTY,
    see: './ends',
    blame: [],
    on: 'natural',
    judge,
  });
  const ends = exercise('ends', {
    title: EMPTY,
    programs: [c('ends.c')],
    runs: [natural(scenario)],
    checks: [check('hopeless', () => fail(EMPTY, {})), check('hidden', () => unseen(EMPTY, {}))],
  });
  return gradeKnown(lab({ id: 'lab-00', title: EMPTY, exercises: [ends] }), {
    kind: 'mutant',
    name: 'ends/at-once',
    files: [{ path: 'ends.c', text: 'int main(void) { return 0; }\n' }],
    exercises: [ends],
    passes: (_, id) => passes.includes(id),
  });
}

it('a check of which nothing was seen is a fault of the machine', async () => {
  expect(await gradedWhere(['hidden'])).toMatchObject({ deviations: ['hidden error'], faults: ['UNSEEN'] });
});

it('and no excuse for another that is wrong', async () => {
  expect(await gradedWhere(['hidden', 'hopeless'])).toMatchObject({
    deviations: ['hopeless fail', 'hidden error'],
    faults: [],
  });
});
