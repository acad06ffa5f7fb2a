import { expect, test } from 'vitest';
import { readCallGraph } from '../../src/index.ts';
import { fixture } from '../fixture.ts';

test('who calls what and where, by line, with macros expanded', () => {
  const sites = readCallGraph(fixture('gcc/reaper.ci'));
  expect(sites.map(({ caller, callee, line, column }) => `${caller} ${callee} ${line}:${column}`)).toEqual([
    'announce printf 10:3',
    'announce getpid 10:45',
    'main signal 17:3',
    'main fork 19:17',
    'main announce 21:7',
    'main _exit 23:7',
    'main perror 25:20',
    'main exit 25:36',
    'main waitpid 27:10',
    'main helper 28:10',
  ]);
  expect(new Set(sites.map(({ file }) => file))).toEqual(new Set(['reaper.c']));
});

test('a call in a header is told there', () => {
  expect(readCallGraph(fixture('gcc/helper.ci'))).toContainEqual({
    caller: 'twice',
    callee: 'sleep',
    file: 'spawn.h',
    line: 3,
    column: 34,
  });
});

test('what is no call graph has no calls', () => {
  expect(readCallGraph('edge of the world')).toEqual([]);
});
