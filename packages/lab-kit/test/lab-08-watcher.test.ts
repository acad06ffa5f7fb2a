import { expect, it } from 'vitest';
import { survivesHangUp } from '../../../labs/lab-08-daemons/watcher/being.ts';
import { exerciseEvidence, moment, processState, run } from './evidence.ts';

const daemon = processState({ exe: '/home/student/watcher' });
const other = processState({ ...daemon, pid: 99 });

/** Who was there when a file was renamed, and at the end; was its name logged? */
function seenAfter(atRename: readonly (typeof daemon)[], atEnd: readonly (typeof daemon)[], reached = true) {
  const looked = run({
    moments: [
      moment('watching', [daemon]),
      moment('renamed', atRename, { reached }),
      moment('resting', atEnd),
    ],
  });
  const { status, seen } = survivesHangUp.judge(looked, exerciseEvidence(looked));
  return `${status}: ${seen.en}`;
}

it('has survived who logs on, whatever it ends of afterwards', () => {
  expect(seenAfter([daemon], [daemon])).toBe('pass: PID 12 was there and went on logging');
  expect(seenAfter([daemon], [])).toBe('pass: PID 12 was there and went on logging');
});

it('has not survived who is gone or silent, or has left it to another', () => {
  expect(seenAfter([], [], false)).toBe('fail: PID 12 was gone');
  expect(seenAfter([daemon], [daemon], false)).toContain('fail: PID 12 was there, but logged nothing');
  expect(seenAfter([other], [other])).toBe('fail: PID 12 was gone');
});
