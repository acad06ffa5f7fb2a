import { expect, it } from 'vitest';
import { siblingsThat } from './siblings.ts';
import { verdictOf } from './support.ts';

it('a program that is ended by SIGXCPU has not come to its end', async () => {
  const spin =
    'struct rlimit second = { 1, 2 }; setrlimit(RLIMIT_CPU, &second); for (volatile int i = 0;; i++) ;';
  const verdict = await verdictOf(
    'lab-01/siblings',
    'siblings.c',
    `#include <sys/resource.h>\n${siblingsThat(spin)}`,
  );
  const check = verdict.exercises[0]?.checks.find(({ id }) => id === 'nothing-left');
  expect(check).toMatchObject({
    status: 'fail',
    seen: { en: expect.stringMatching(/^it did not end by itself\. .*SIGXCPU/) },
  });
});
