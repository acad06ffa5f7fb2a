import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { exercise, lab, natural } from '@proclab/lab-kit';
import { gradeLab } from '../src/grade-lab.ts';

const EMPTY = { zh: '', en: '' };

it('stops every sandbox that it started when something goes wrong in between', async () => {
  const runs = [natural(async () => {}), natural(async () => {})];
  const broken = lab({
    id: 'lab-00',
    title: EMPTY,
    exercises: [
      exercise('any', { title: EMPTY, programs: [{ name: 'any', sources: [] }], runs, checks: [] }),
    ],
  });
  const fault = Promise.reject(new Error('the build went wrong'));
  await expect(gradeLab(broken, { origin: 'test', files: [] }, fault, () => {})).rejects.toThrow(
    'the build went wrong',
  );
  expect(childrenOfThisProcess().filter((name) => name === 'bwrap')).toEqual([]);
});

/** Names of the processes that this one has started and that are still there. */
function childrenOfThisProcess(): string[] {
  const pids = readdirSync('/proc/self/task').flatMap((tid) =>
    readFileSync(`/proc/self/task/${tid}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return pids.map((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
}
