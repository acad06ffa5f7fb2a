import { cpus } from 'node:os';
import { Worker } from 'node:worker_threads';

/**
 * Keeps every CPU busy with so many threads. They are threads of this process, so that none of them outlives it,
 * however it ends.
 *
 * @returns ends them
 */
export function keepBusy(perCpu: number): () => Promise<void> {
  const threads = Array.from(
    { length: perCpu * cpus().length },
    () => new Worker('for (;;);', { eval: true }),
  );
  return async () => {
    await Promise.all(threads.map((thread) => thread.terminate()));
  };
}
