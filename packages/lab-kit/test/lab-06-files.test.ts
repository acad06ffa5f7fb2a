import { describe, expect, it } from 'vitest';
import { carriedBy } from '../../../labs/lab-06-mmap/shared/by-mapping.ts';
import { each, longestBeginning, numbered } from '../../../labs/lab-06-mmap/shared/starts.ts';
import { fail, notChecked, pass } from '../src/index.ts';
import { life, run } from './evidence.ts';

const text = { zh: '', en: '' };

describe('longestBeginning', () => {
  it('counts what stands together from the first character on', () => {
    const content = numbered('goose', 4096);
    expect(longestBeginning(content, `size: 4096\n${content}`)).toBe(4096);
    expect(longestBeginning(content, content.slice(0, 1234))).toBe(1234);
    expect(longestBeginning(content, content.slice(100))).toBeLessThan(10);
    expect(longestBeginning(content, '')).toBe(0);
  });
});

describe('numbered', () => {
  it('has just so many bytes and no newline at its end', () => {
    for (const size of [1, 4096, 4097]) expect(numbered('heron', size)).toHaveLength(size);
    expect(numbered('heron', 4096).endsWith('\n')).toBe(false);
  });
});

describe('each', () => {
  const judged = (...findings: ReturnType<typeof pass>[]) => each(findings, (finding) => finding).status;

  it('fails rather than leaves open, and passes only when all pass', () => {
    expect(judged(pass(text), notChecked(text), fail(text), pass(text))).toBe('fail');
    expect(judged(pass(text), notChecked(text), pass(text))).toBe('not-checked');
    expect(judged(pass(text), pass(text))).toBe('pass');
  });
});

describe('carriedBy', () => {
  const calls = [
    ['read', '3</tmp/a>, "3</tmp/b>", 512', 9],
    ['sendfile', '4</tmp/b>, 3</tmp/a>, NULL, 100', 100],
    ['write', '4</tmp/b (deleted)>, "x", 1', 1],
    ['write', '4</tmp/b>, "x", 1', -1],
  ] as const;
  const traced = run({
    trace: {
      processes: [],
      signals: [],
      calls: calls.map(([name, args, result], at) => ({
        pid: 11,
        tid: 11,
        at,
        returnedAt: at,
        name,
        args,
        result,
        error: result < 0 ? 'EIO' : null,
      })),
    },
  });

  it('goes by descriptors on either side, not by what was written', () => {
    const names = ['read', 'write', 'sendfile'];
    expect(carriedBy(traced, [life(11, '')], names, '/tmp/a').bytes).toBe(109);
    expect(carriedBy(traced, [life(11, '')], names, '/tmp/b').bytes).toBe(101);
    expect(carriedBy(traced, [life(12, '')], names, '/tmp/a').bytes).toBe(0);
  });
});
