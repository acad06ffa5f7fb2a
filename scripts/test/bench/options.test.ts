import { UsageError } from '@proclab/core';
import { expect, test } from 'vitest';
import { readOptions } from '../../bench/options.ts';

const DEFAULTS = { runs: 15, full: false, json: false, help: false };

test('reads the command line', () => {
  expect(readOptions([], {})).toEqual(DEFAULTS);
  expect(readOptions(['--runs', '3', '--full', '--json'], {})).toEqual({
    ...DEFAULTS,
    runs: 3,
    full: true,
    json: true,
  });
});

test('reads what npm keeps for itself; the command line wins', () => {
  const env = { npm_config_runs: '4', npm_config_json: 'true' };
  expect(readOptions([], env)).toEqual({ ...DEFAULTS, runs: 4, json: true });
  expect(readOptions(['5'], { npm_config_runs: 'true' })).toEqual({ ...DEFAULTS, runs: 5 });
  expect(readOptions(['--runs=9'], env)).toEqual({ ...DEFAULTS, runs: 9, json: true });
});

test.each([
  ['--runs', '0'],
  ['--runs', '-1'],
  ['--runs', '2.5'],
  ['--runs', 'many'],
  ['--runs'],
  ['--fast'],
  ['lab-01'],
])('refuses %s %s', (...args) => {
  expect(() => readOptions(args, {})).toThrow(UsageError);
});
