import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Ends what hangs, ms. How fast a busy machine is, is nothing that a test here may depend on. */
const PATIENCE = 120_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    // They mostly wait, for compilers, sandboxes and deadlines: two files at a time even where there are but two CPUs.
    maxWorkers: availableParallelism(),
  },
});
