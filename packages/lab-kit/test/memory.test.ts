import { describe, expect, it } from 'vitest';
import { addressesIn, intAt, type MemoryReading, segmentOf, withoutAddresses } from '../src/index.ts';

const EXE = '/home/student/x';

function reading(
  mapping: Partial<NonNullable<MemoryReading['mapping']>> | null,
  bytes: string | null = null,
): MemoryReading {
  return {
    pid: 12,
    address: '0x10',
    mapping: mapping && { name: '', permissions: 'rw-p', follows: null, ...mapping },
    bytes,
  };
}

describe('addressesIn', () => {
  it('finds what %p prints, once each, in one way of writing', () => {
    const text = '全局 0x55d0c0ffee10=812\n&local: 0x00007FFD12 0x7ffd12 (nil) 0 x10 0xzz abc0x10';
    expect(addressesIn(text)).toEqual(['0x55d0c0ffee10', '0x7ffd12']);
    expect(addressesIn('')).toEqual([]);
  });

  it('leaves nothing but the rest of the text', () => {
    expect(withoutAddresses('global 0x55d0c0ffee10=812')).toBe('global =812');
  });
});

describe('intAt', () => {
  it('reads four bytes, the lowest first', () => {
    expect(intAt(reading({}, '2c03000000000000'))).toBe(812);
    expect(intAt(reading({}, 'ffffffff'))).toBe(-1);
  });

  it('knows nothing of what could not be read as a whole', () => {
    expect(intAt(reading({}, '2c03'))).toBeNull();
    expect(intAt(reading({}, null))).toBeNull();
  });
});

describe('segmentOf', () => {
  it.each([
    ['stack', { name: '[stack]' }],
    ['data', { name: EXE }],
    ['data', { follows: EXE }],
    ['heap', { name: '[heap]', follows: EXE }],
    ['heap', { follows: '/usr/lib/libc.so.6' }],
    ['heap', { name: '/dev/zero (deleted)', permissions: 'rw-s' }],
    [null, { name: EXE, permissions: 'r-xp' }],
    [null, { name: EXE, permissions: 'r--p' }],
    [null, { name: '/usr/lib/libc.so.6' }],
    [null, null],
  ])('%s: %o', (segment, mapping) => {
    expect(segmentOf(reading(mapping), EXE)).toBe(segment);
  });

  it('knows no .data of a process whose executable is not known', () => {
    expect(segmentOf(reading({ name: EXE }), null)).toBeNull();
    expect(segmentOf(reading({ follows: null }), null)).toBe('heap');
  });
});
