import { describe, expect, it } from 'vitest';
import { type Now, psCell, steady, steadyState } from '../src/index.ts';
import { moment, processState } from './evidence.ts';

describe('steady', () => {
  const looks = (...seen: (string | null)[]) => {
    const condition = steady(() => seen.shift() ?? null, 3);
    return seen.slice().map(() => condition({} as Now));
  };

  it('holds once the same was seen so many times in a row', () => {
    expect(looks('a', 'a', 'a', 'a')).toEqual([false, false, true, true]);
  });

  it('begins again when something else, or nothing, is seen', () => {
    expect(looks('a', 'a', 'b', 'a', 'a', 'a')).toEqual([false, false, false, false, false, true]);
    expect(looks('a', 'a', null, 'a', 'a')).toEqual([false, false, false, false, false]);
    expect(looks(null, null, null, null)).toEqual([false, false, false, false]);
  });
});

describe('what ps printed of a process', () => {
  const process = processState({ pid: 12, state: 'T' });
  const seen = (stat: string, trouble: null | { zh: string; en: string } = null) =>
    moment('now', [process], {
      ps: {
        command: 'ps',
        header: '    PID    PPID    PGID     SID TT       STAT NLWP COMMAND',
        rows:
          trouble === null
            ? [{ pid: 12, line: `     12       1      12      12 pts/0    ${stat}      1 ./x y` }]
            : [],
        disagreements: [],
        trouble,
      },
    });

  it('is taken out of its column', () => {
    expect(psCell(seen('T+'), 12, 'stat')).toBe('T+');
    expect(psCell(seen('T+'), 12, 'args')).toBe('./x y');
    expect(psCell(seen('T+'), 13, 'stat')).toBeNull();
    expect(psCell(moment('traced', [process]), 12, 'stat')).toBeNull();
  });

  it('is its state when /proc shows the same', () => {
    expect(steadyState(seen('T+'), process)).toBe('T');
    expect(steadyState(seen('t+'), process)).toBeNull();
    expect(steadyState(seen('S'), process)).toBeNull();
    expect(steadyState(seen('', { zh: '无', en: 'none' }), process)).toBeNull();
  });
});
