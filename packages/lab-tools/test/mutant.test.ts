import { describe, expect, it } from 'vitest';
import { MutantError, readMutant } from '../src/index.ts';

const diff = '--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n';

describe('readMutant', () => {
  it('reads the header and keeps the diff as it is', () => {
    const text = `Title-zh: 没有 fork：不行\nTitle-en: No fork: no good\nFails: orphan,own-session\n\n${diff}`;
    expect(readMutant(text)).toEqual({
      title: { zh: '没有 fork：不行', en: 'No fork: no good' },
      fails: ['orphan', 'own-session'],
      patch: diff,
    });
  });

  it.each([
    ['a title', `Title-en: x\nFails: a\n${diff}`, 'Title-zh'],
    ['the checks', `Title-zh: x\nTitle-en: x\n${diff}`, 'Fails'],
    ['names of checks', `Title-zh: x\nTitle-en: x\nFails: ,\n${diff}`, 'Fails'],
    ['the diff', 'Title-zh: x\nTitle-en: x\nFails: a\n', '--- '],
    ['a header, however the diff looks', `${diff}+Title-zh: x\n+Fails: a\n`, 'Fails'],
  ])('misses %s', (_, text, missing) => {
    expect(() => readMutant(text)).toThrow(MutantError);
    expect(() => readMutant(text)).toThrow(missing);
  });
});
