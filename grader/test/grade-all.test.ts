import { expect, it } from 'vitest';
import { NOT_PLAYED } from '../src/run/play-run.ts';
import { gradeAll } from '../src/verify/grade-all.ts';

it('grades what the machine was too busy for once more, alone, and nothing else', async () => {
  const tries: Record<string, number> = {};
  let underWay = 0;
  const gradeOne = async (program: string) => {
    const nth = (tries[program] = (tries[program] ?? 0) + 1);
    const beside = underWay++;
    await new Promise((resolve) => setImmediate(resolve));
    underWay--;
    const fault = program === 'broken' ? 'TRACE' : NOT_PLAYED.code;
    const faults =
      program === 'hopeless' || (nth === 1 && program !== 'fine') || program === 'broken' ? [fault] : [];
    return { program, nth, beside, faults };
  };
  const { results, again } = await gradeAll(['late', 'fine', 'broken', 'hopeless'], gradeOne);
  expect(again).toEqual(['late', 'hopeless']);
  expect(results.map(({ program, nth }) => [program, nth])).toEqual([
    ['late', 2],
    ['fine', 1],
    ['broken', 1],
    ['hopeless', 2],
  ]);
  expect(results.filter(({ nth, beside }) => nth === 2 && beside > 0)).toEqual([]);
  expect(results.at(-1)!.faults).toEqual([NOT_PLAYED.code]);
});
