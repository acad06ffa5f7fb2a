import { describe, expect, it } from 'vitest';
import { MutantError, readRacy } from '../src/index.ts';

const diff = '--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n';
const header = {
  'Title-zh': '太早',
  'Title-en': 'Too early',
  Fails: 'reaped',
  'Found-by': 'slow-parent, slow-child',
  'Repair-zh': '等',
  'Repair-en': 'It waits: that is all',
};

function patchWith(lines: Readonly<Record<string, string>>): string {
  return `${Object.entries(lines)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')}\n${diff}`;
}

describe('readRacy', () => {
  it('reads who finds it out and how it is repaired, beside what a mutant has', () => {
    expect(readRacy(patchWith(header))).toEqual({
      title: { zh: '太早', en: 'Too early' },
      fails: ['reaped'],
      foundBy: ['slow-parent', 'slow-child'],
      repair: { zh: '等', en: 'It waits: that is all' },
      patch: diff,
    });
  });

  it.each(Object.keys(header))('misses %s', (key) => {
    const { [key as keyof typeof header]: _, ...others } = header;
    const read = () => readRacy(patchWith(others));
    expect(read).toThrow(MutantError);
    expect(read).toThrow(key);
  });

  it('does not take lines of the diff for the header', () => {
    const { 'Found-by': _, ...others } = header;
    expect(() => readRacy(`${patchWith(others)}+Found-by: slow-child\n`)).toThrow('Found-by');
  });
});
