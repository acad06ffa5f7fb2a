import type { Section } from '../section.ts';
import { sideBySide } from '../side-by-side.ts';
import { timed } from '../timed.ts';

/** Our part of start-up: what `grade` adds to bare node, and what npm adds to that. */
export const startUp: Section = {
  id: 'start-up',
  title: { zh: '启动', en: 'Start-up' },
  rows: [
    { id: 'node', name: { zh: 'node -e 0', en: 'node -e 0' } },
    {
      id: 'proclab',
      name: {
        zh: 'node grader/bin/proclab.cjs grade --help',
        en: 'node grader/bin/proclab.cjs grade --help',
      },
      aim: { more: 40 },
    },
    { id: 'npm', name: { zh: 'npm run grade -- --help', en: 'npm run grade -- --help' } },
  ],
  takeRounds: (rounds, signal) =>
    sideBySide(
      [
        async () => ({ node: await timed([process.execPath, '-e', '0'], { signal }) }),
        async () => ({
          proclab: await timed([process.execPath, 'grader/bin/proclab.cjs', 'grade', '--help'], { signal }),
        }),
        async () => ({ npm: await timed(['npm', 'run', 'grade', '--', '--help'], { signal }) }),
      ],
      rounds,
      signal,
    ),
};
