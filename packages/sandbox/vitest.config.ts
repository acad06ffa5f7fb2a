import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../vitest.config.ts';

const HOSTILE = 'test/hostile/*.test.ts';

/** Hostile submissions take the whole machine for themselves: their turn comes when the other tests are over. */
export default defineConfig({
  test: {
    projects: [
      mergeConfig(shared, {
        test: { name: 'sandbox', exclude: [HOSTILE], sequence: { groupOrder: 0 } },
      }),
      {
        test: {
          name: 'hostile',
          include: [HOSTILE],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxConcurrency: 10,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
