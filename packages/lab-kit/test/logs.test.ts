import { describe, expect, it } from 'vitest';
import { ABSENT, EARLIER, FORBIDDEN, givesCause, linesNaming, lostEarlier, showsTime } from '../src/index.ts';
import { file, run } from './evidence.ts';

describe('a line of a daemon’s log', () => {
  it.each([
    '/opt/missing failed: No such file or directory',
    '12:00:01 /opt/missing ENOENT',
    '/opt/missing: errno 2',
    'FAIL /opt/missing error=2',
    '/opt/missing（错误码：2）',
    '/opt/missing (2)',
    '/opt/missing exited with 127',
  ])('gives the cause: %s', (line) => {
    expect(givesCause(line, ABSENT)).toBe(true);
  });

  it.each([
    '/opt/missing started, pid 4127',
    'Mon Mar  2 02:02:02 2026 /opt/missing started',
    '2026-02-02 12:02:02 /opt/missing pid=2127',
    '/opt/missing failed: Permission denied',
    '/opt/missing (27)',
  ])('does not: %s', (line) => {
    expect(givesCause(line, ABSENT)).toBe(false);
  });

  it('may give the status of a shell', () => {
    expect(givesCause('/opt/plain: status 126', FORBIDDEN)).toBe(true);
    expect(givesCause('/opt/plain: status 127', FORBIDDEN)).toBe(false);
  });

  it('names a path as a whole', () => {
    const lines = ['/opt/alpha started', '“/opt/alpha”: 12', '/opt/alphabet started', '/opt/alpha/x started'];
    expect(linesNaming(lines, '/opt/alpha')).toEqual(lines.slice(0, 2));
  });
});

describe('a log that was there before', () => {
  const lost = (content: string) =>
    lostEarlier(run({ files: [{ ...file('/x.log', 0), content }] }), '/x.log');

  it('is appended to', () => {
    expect(lost(`${EARLIER}\nstarted\n`)).toBeNull();
  });

  it.each(['', 'started\n', 'started by an earlier run\n'])('is not overwritten: %j', (content) => {
    expect(lost(content)).toMatchObject({ status: 'fail', exhibits: [{ kind: 'file' }] });
  });

  it('is not removed', () => {
    expect(lostEarlier(run(), '/x.log')?.status).toBe('fail');
  });
});

describe('the time of a line', () => {
  /** 14:30:15 UTC on a machine eight hours ahead. */
  const stamp = '1767277815 22:30:15\n';

  it.each([
    '2026-01-01 22:30:17 x',
    'Thu Jan  1 22:30:14 2026 x',
    '2026-01-01T14:30:15Z x',
    '10:30:15 PM x',
    '22时30分15秒 x',
    '1767277815 x',
    '1767277815123 x',
    '1767277815.042 x',
  ])('is that of the moment: %s', (line) => {
    expect(showsTime(line, stamp, 30)).toBe(true);
  });

  it.each(['x', '2026-01-01 x', '22:35:15 x', '1767270000 x', '00:00:00 x'])('is not: %s', (line) => {
    expect(showsTime(line, stamp, 30)).toBe(false);
  });

  it('goes on past midnight', () => {
    expect(showsTime('00:00:05 x', '1767283195 23:59:55', 30)).toBe(true);
  });
});
