import type { Section } from '../section.ts';
import { gradeBesideProgram, gradeBesideScenario } from './grading.ts';
import { psSnapshot } from './ps-snapshot.ts';
import { sandboxStart } from './sandbox-start.ts';
import { startUp } from './start-up.ts';
import { buildCache, testCache } from './turbo-cache.ts';

/** In the order in which they are measured and printed. What builds anew comes last. */
export const SECTIONS: readonly Section[] = [
  sandboxStart,
  gradeBesideProgram,
  ...gradeBesideScenario,
  startUp,
  psSnapshot,
  buildCache,
  testCache,
];
