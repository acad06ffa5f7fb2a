import { describe, expect, it } from 'vitest';
import { at, is, type ProcessState, syslogExhibit, throughout } from '../src/index.ts';
import { exerciseEvidence, moment, processState, run } from './evidence.ts';

describe('throughout', () => {
  const check = throughout(
    ['first', 'second', 'third'],
    (name) => at(name).heads,
    (name) =>
      is({
        id: 'umask-zero',
        points: 1,
        who: at(name).heads,
        has: { umask: 0 },
        must: { zh: '', en: '' },
        hint: { zh: '', en: '' },
        see: '',
        blame: [],
      }),
  );
  const find = (...looks: (readonly ProcessState[] | null)[]) => {
    const names = ['first', 'second', 'third'];
    const moments = looks.flatMap((look, index) => (look === null ? [] : [moment(names[index]!, look)]));
    const looked = run({ moments });
    return check.judge(looked, exerciseEvidence(looked));
  };
  const zero = [processState({ umask: 0 })];
  const other = [processState({ umask: 0o77 })];
  const unread = [processState({ umask: null })];

  it('holds when it holds each time', () => {
    expect(find(zero, zero, zero)).toMatchObject({ status: 'pass', at: { moment: 'third' } });
  });

  it('fails at the first time that it does not hold', () => {
    expect(find(zero, other, other)).toMatchObject({ status: 'fail', at: { moment: 'second' } });
    expect(find(unread, zero, other)).toMatchObject({ status: 'fail', at: { moment: 'third' } });
  });

  it('is not checked where something could not be read', () => {
    expect(find(zero, unread, zero)).toMatchObject({ status: 'not-checked', at: { moment: 'second' } });
  });

  it('asks for somebody at the first moment only', () => {
    expect(find([], zero, zero).status).toBe('fail');
    expect(find(zero, [], null).status).toBe('pass');
    expect(find(null, zero, zero).status).toBe('not-checked');
  });
});

describe('syslog messages', () => {
  it('show facility, severity, sender and text', () => {
    const message = { at: 1, pid: 12, facility: 3, severity: 6, text: 'Nov  1 04:00:00 x[12]: word=amber' };
    const local = { ...message, facility: 16, severity: 3, text: 'no time' };
    expect(syslogExhibit([message, local])).toMatchObject({
      kind: 'syslog',
      lines: ['daemon.info [pid 12] x[12]: word=amber', 'local0.err [pid 12] no time'],
    });
  });

  it('say that there are none, and leave out the oldest of many', () => {
    expect(syslogExhibit([]).lines).toEqual(['(nothing)']);
    const many = Array.from({ length: 12 }, (_, n) => ({
      at: n,
      pid: 1,
      facility: 1,
      severity: 5,
      text: `${n}`,
    }));
    const { lines } = syslogExhibit(many);
    expect(lines[0]).toBe('… 2');
    expect(lines.at(-1)).toContain('11');
  });
});
