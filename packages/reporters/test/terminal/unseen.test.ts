import { describe, expect, it } from 'vitest';
import { penFor } from '../../src/terminal/pen.ts';
import { unseen } from '../../src/terminal/unseen.ts';
import { check, exercise } from '../verdicts.ts';

const pen = penFor({ language: 'en', width: 80, color: false });
const gone = { zh: 'ticker 已经结束。', en: 'ticker had ended.' };
const starved = { zh: 'ps 无法启动。', en: 'ps could not be started.' };

describe('unseen', () => {
  it('tells together what has one reason, and ours apart from theirs', () => {
    const ticker = exercise('ticker', [
      check('own-session', 5, { status: 'not-checked', seen: gone }),
      check('orphan', 5, { status: 'error', seen: starved }),
      check('no-terminal', 5, { status: 'not-checked', seen: gone }),
      check('idle', 5, {}),
    ]);
    expect(unseen(ticker, pen)).toEqual([
      '',
      '  ? Could not be checked: own-session and no-terminal',
      '    ticker had ended.',
      '',
      '  ! Not judged, through no fault of yours: orphan',
      '    ps could not be started.',
    ]);
  });

  it('does not repeat that nothing was built', () => {
    const broken = exercise('ticker', [check('idle', 5, { status: 'not-checked', seen: gone })], {
      build: { status: 'failed', programs: [] },
    });
    expect(unseen(broken, pen)).toEqual([]);
  });

  it('shows the evidence that two witnesses disagree', () => {
    const exhibits = [{ kind: 'ps', lines: ['PID SID', '19   7'], marked: null }] as const;
    const ticker = exercise('ticker', [
      check('own-session', 5, { status: 'not-checked', seen: gone, exhibits }),
    ]);
    expect(unseen(ticker, pen)).toContain('    | 19   7');
  });
});
