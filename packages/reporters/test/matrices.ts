import type { CheckStatus } from '@proclab/core';
import type { KillMatrix, KillMatrixRow } from '../src/index.ts';

const checks = [
  'prompt-back',
  'orphan',
  'own-session',
  'no-terminal',
  'no-terminal-descriptors',
  'cwd-moved',
  'umask-set',
  'files-spaced',
  'survives-hang-up',
  'idle',
];

function row(
  kind: KillMatrixRow['kind'],
  program: string,
  others: Readonly<Record<string, CheckStatus>>,
  parts: Partial<KillMatrixRow> = {},
): KillMatrixRow {
  const statuses = Object.fromEntries(checks.map((check) => [check, others[check] ?? 'pass']));
  const expected = checks.filter((check) => statuses[check] === 'pass');
  return { kind, program, earned: 4 * expected.length, possible: 40, expected, statuses, ok: true, ...parts };
}

const none = Object.fromEntries(checks.map((check) => [check, 'fail' as const]));

/** Two rows are not as expected: a variant that fails, and a mutant that `idle` should have caught. */
export const lab08: KillMatrix = {
  lab: 'lab-08',
  checks,
  rows: [
    row('reference', 'ticker', {}),
    row('variant', 'double-fork', { orphan: 'fail' }, { expected: checks, ok: false }),
    row('starter', 'ticker', none),
    row('mutant', 'no-fork', { 'prompt-back': 'fail', orphan: 'fail', 'own-session': 'fail' }),
    row('mutant', 'no-setsid', {
      'own-session': 'fail',
      'no-terminal': 'fail',
      'survives-hang-up': 'not-checked',
    }),
    row('mutant', 'stdout-on-terminal', { 'no-terminal-descriptors': 'fail' }),
    row('mutant', 'no-chdir', { 'cwd-moved': 'fail' }),
    row('mutant', 'no-umask', { 'umask-set': 'fail' }),
    row('mutant', 'one-file', { 'files-spaced': 'fail' }),
    row('mutant', 'dies-of-hang-up', { 'survives-hang-up': 'fail' }),
    row('mutant', 'busy-loop', {}, { expected: checks.filter((check) => check !== 'idle'), ok: false }),
    row('empty', 'exit-0', { ...none, 'prompt-back': 'pass' }),
    row('empty', 'fork-bomb', { ...none, idle: 'error' }),
  ],
};
