import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileTwin, HOME, placeSlowThreads, placeSources } from '../src/index.ts';
import { TestLinux } from './support.ts';

const OBJECT = readFileSync(join(import.meta.dirname, '../dist/slow-threads.o'));

/** Two threads that add to a counter as `add` says, `argument` given to each as its number. */
const counting = (add: string, argument = '&numbers[i]') => `
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
enum { THREADS = 2, ROUNDS = 5 };
static int counter;
static atomic_int careful;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int numbers[THREADS], got[THREADS];
static void *work(void *given) {
  int number = *(int *)given;
  for (int round = 0; round < ROUNDS; round++) { ${add} }
  if (number < THREADS) got[number]++;
  return NULL;
}
int main(void) {
  pthread_t threads[THREADS];
  int i;
  for (i = 0; i < THREADS; i++) {
    numbers[i] = i;
    pthread_create(&threads[i], NULL, work, ${argument});
  }
  for (int each = 0; each < THREADS; each++) pthread_join(threads[each], NULL);
  printf("%d of %d, %d %d\\n", counter + careful, THREADS * ROUNDS, got[0], got[1]);
  (void)mutex;
}
`;

async function printedByTwin(source: string): Promise<string> {
  const linux = await TestLinux.start();
  await placeSources(linux.sandbox, [{ path: 'x.c', text: source }]);
  await placeSlowThreads(linux.sandbox, OBJECT);
  const twin = await compileTwin(linux.sandbox, { name: 'x', sources: ['x.c'] });
  await linux.sandbox.write(`${HOME}/x`, twin, 0o755);
  return (await linux.run(`${HOME}/x`)).output;
}

it('loses updates of a counter that nothing protects', async () => {
  expect(await printedByTwin(counting('counter++;'))).not.toMatch(/^10 of 10/);
});

it('loses updates between an atomic read and an atomic write', async () => {
  expect(await printedByTwin(counting('atomic_store(&careful, atomic_load(&careful) + 1);'))).not.toMatch(
    /^10 of 10/,
  );
});

it('reads an argument late that is not the thread’s own', async () => {
  expect(await printedByTwin(counting('', '&i'))).not.toContain('1 1\n');
});

it.each([
  ['a mutex', 'pthread_mutex_lock(&mutex); counter++; pthread_mutex_unlock(&mutex);'],
  ['an atomic counter', 'careful++;'],
  [
    'a loop of compare and exchange',
    'int old = careful; while (!atomic_compare_exchange_weak(&careful, &old, old + 1)) {}',
  ],
  ['a builtin of gcc', '__sync_fetch_and_add(&counter, 1);'],
])('finds nothing wrong with %s', async (_, add) => {
  expect(await printedByTwin(counting(add))).toBe('10 of 10, 1 1\n');
});

it('says so when a twin cannot be built', async () => {
  await expect(printedByTwin('int main(void) { return missing(); }')).rejects.toMatchObject({
    fault: { code: 'TWIN_BUILD' },
  });
});
