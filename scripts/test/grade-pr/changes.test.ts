import { expect, it } from 'vitest';
import { sortChanges } from '../../grade-pr/changes.ts';

const KNOWN = ['lab-01-fork-loops', 'lab-02-exec'];

it('sorts paths into labs that are known, labs that are not, and all else', () => {
  const paths = [
    'labs/lab-02-exec/submission/a.c',
    'labs/lab-01-fork-loops/submission/deep/er/b.c',
    'labs/lab-01-fork-loops/submission/a.c',
    'labs/lab-99/submission/a.c',
    'labs/lab-01-fork-loops/submission.c',
    'labs/lab-01-fork-loops/starter/a.c',
    'labs/submission/a.c',
    'other/labs/lab-01-fork-loops/submission/a.c',
    'Labs/lab-01-fork-loops/submission/a.c',
    'labs/lab-01-fork-loops/Submission/a.c',
  ];
  expect(sortChanges(paths, KNOWN)).toEqual({ labs: KNOWN, unknown: ['lab-99'], others: paths.slice(4) });
});

it('knows a submission that is a folder no more', () => {
  expect(sortChanges(['labs/lab-02-exec/submission'], KNOWN).labs).toEqual(['lab-02-exec']);
});

it('takes a name with a newline for one name', () => {
  expect(
    sortChanges(['labs/lab-02-exec\n/submission/a.c', 'x\nlabs/lab-02-exec/submission/a.c'], KNOWN),
  ).toEqual({
    labs: [],
    unknown: ['lab-02-exec\n'],
    others: ['x\nlabs/lab-02-exec/submission/a.c'],
  });
});
