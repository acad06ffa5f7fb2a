import { describe, expect, it } from 'vitest';
import {
  bytesMapped,
  type Call,
  callsExhibit,
  isUnmapped,
  mappingsAskedBy,
  mappingsBy,
  type Run,
} from '../src/index.ts';
import { run } from './evidence.ts';

const AT = 0x7f0000000000;

type Traced = readonly [name: string, args: string, result: number];

function tracedRun(...calls: readonly Traced[]): Run {
  return run({
    schedule: 'as-it-comes',
    trace: {
      processes: [],
      signals: [],
      calls: calls.map(([name, args, result], at): Call => {
        const error = result === -1 ? 'EINVAL' : null;
        return { pid: 11, tid: 11, at, returnedAt: at, name, args, result, error };
      }),
    },
  });
}

function mapped(length: number, offset = '0', address = AT): Traced {
  return ['mmap', `NULL, ${length}, PROT_READ|PROT_WRITE, MAP_SHARED, 3</tmp/a (b, c)>, ${offset}`, address];
}

describe('mappingsBy', () => {
  it('reads what was mapped, how, and from where on', () => {
    const [mapping] = mappingsBy(tracedRun(mapped(5000, '0x1000')), 11);
    expect(mapping).toMatchObject({
      path: '/tmp/a (b, c)',
      length: 5000,
      offset: 4096,
      readable: true,
      writable: true,
      shared: true,
    });
  });

  it('knows anonymous and private mappings, and leaves out what failed and what others made', () => {
    const made = mappingsBy(
      tracedRun(
        ['mmap', 'NULL, 4096, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0', AT],
        ['mmap', 'NULL, 0, PROT_READ, MAP_SHARED, 3</x>, 0', -1],
        ['mmap', 'NULL, 9, PROT_NONE, MAP_PRIVATE, 3</x (deleted)>, 0', AT],
      ),
      11,
    );
    expect(made.map(({ path, readable, shared }) => [path, readable, shared])).toEqual([
      [null, true, false],
      ['/x', false, false],
    ]);
    expect(mappingsBy(tracedRun(mapped(1)), 12)).toEqual([]);
  });

  it('knows a file that was unlinked, as strace marks it', () => {
    const [mapping] = mappingsBy(
      tracedRun(['mmap', 'NULL, 9, PROT_READ, MAP_SHARED, 3</x>(deleted), 0', AT]),
      11,
    );
    expect(mapping?.path).toBe('/x');
  });
});

describe('mappingsBy, of what was changed later', () => {
  const hex = (address: number) => `0x${address.toString(16)}`;
  const none = (length: number): Traced => ['mmap', `NULL, ${length}, PROT_NONE, MAP_SHARED, 3</x>, 0`, AT];
  const protect = (address: number, length: number, protection: string): Traced => [
    'mprotect',
    `${hex(address)}, ${length}, ${protection}`,
    0,
  ];
  const rights = (...calls: readonly Traced[]) =>
    mappingsBy(tracedRun(...calls), 11)
      .toSorted((one, other) => one.offset - other.offset)
      .map(({ offset, length, readable, writable }) => [offset, length, readable, writable]);

  it('knows what it may be used for since mprotect, even if only for a while', () => {
    const granted = protect(AT, 5000, 'PROT_READ|PROT_WRITE');
    expect(rights(none(5000), granted)).toEqual([[0, 5000, true, true]]);
    expect(rights(none(5000), granted, protect(AT, 5000, 'PROT_NONE'))).toEqual([[0, 5000, true, true]]);
    expect(rights(none(5000), ['mprotect', `${hex(AT)}, 5000, PROT_READ`, -1])).toEqual([
      [0, 5000, false, false],
    ]);
  });

  it('parts a mapping of which mprotect changes some pages', () => {
    expect(rights(none(12289), protect(AT + 4096, 1, 'PROT_WRITE'))).toEqual([
      [0, 4096, false, false],
      [4096, 4096, false, true],
      [8192, 4097, false, false],
    ]);
  });

  it('changes what lies at an address now, not what lay there before', () => {
    const made = mappingsBy(
      tracedRun(none(4096), ['munmap', `${hex(AT)}, 4096`, 0], none(4096), protect(AT, 4096, 'PROT_READ')),
      11,
    );
    expect(made.map(({ call, readable }) => [call.at, readable])).toEqual([
      [0, false],
      [2, true],
    ]);
  });

  it('has the length that mremap gave, and follows to another place', () => {
    const there = AT + 0x10000;
    const made = tracedRun(
      mapped(1, '0x1000'),
      ['mremap', `${hex(AT)}, 1, 8193, MREMAP_MAYMOVE`, there],
      ['munmap', `${hex(there)}, 8193`, 0],
    );
    const all = mappingsBy(made, 11);
    expect(all.map(({ address, offset, length }) => [address, offset, length])).toEqual([
      [AT, 4096, 1],
      [there, 4096, 8193],
    ]);
    expect(all[1]).toMatchObject({ path: '/tmp/a (b, c)', shared: true, call: { name: 'mremap' } });
    expect(all.map((each) => isUnmapped(made, each))).toEqual([true, true]);
  });

  it('keeps what mremap left where it was until it is unmapped', () => {
    const grown: Traced = ['mremap', `${hex(AT)}, 1, 8192, 0`, AT];
    const left = (...calls: readonly Traced[]) => {
      const made = tracedRun(mapped(1), grown, ...calls);
      return mappingsBy(made, 11).filter((each) => !isUnmapped(made, each)).length;
    };
    expect(left()).toBe(2);
    expect(left(['munmap', `${hex(AT)}, 1`, 0])).toBe(1);
    expect(left(['munmap', `${hex(AT)}, 8192`, 0])).toBe(0);
    expect(left(['mremap', `${hex(AT)}, 8192, 4096, 0`, AT], ['munmap', `${hex(AT)}, 4096`, 0])).toBe(0);
  });
});

describe('mappingsAskedBy', () => {
  it('has what was refused as well, with the descriptor that nothing is open at', () => {
    const [asked] = mappingsAskedBy(tracedRun(['mmap', 'NULL, 9, PROT_READ, MAP_SHARED, 3, 0', -1]), 11);
    expect(asked).toMatchObject({ path: null, fd: 3, anonymous: false, call: { error: 'EINVAL' } });
  });
});

describe('callsExhibit', () => {
  it('shows the address of a mapping as munmap shows it', () => {
    const { trace } = tracedRun(
      ['mmap', 'NULL, 1, PROT_READ, MAP_PRIVATE, 3</x>, 0', AT],
      ['munmap', '0x7f0000000000, 1', 0],
    );
    expect(callsExhibit(trace!.calls).lines).toEqual([
      '[pid 11] mmap(NULL, 1, PROT_READ, MAP_PRIVATE, 3</x>, 0) = 0x7f0000000000',
      '[pid 11] munmap(0x7f0000000000, 1) = 0',
    ]);
  });
});

describe('bytesMapped', () => {
  const covered = (...windows: Parameters<typeof mapped>[]) =>
    bytesMapped(mappingsBy(tracedRun(...windows.map((window) => mapped(...window))), 11));

  it('counts whole pages', () => {
    expect(covered([1])).toBe(4096);
    expect(covered([4096])).toBe(4096);
    expect(covered([4097])).toBe(8192);
  });

  it('joins windows in any order, up to the first gap', () => {
    expect(covered([4096, '0x1000'], [4096, '0'])).toBe(8192);
    expect(covered([4096, '0'], [4096, '0x2000'])).toBe(4096);
    expect(covered([4096, '0x1000'])).toBe(0);
  });
});

describe('isUnmapped', () => {
  const unmapped = (length: number, ...calls: readonly Traced[]) => {
    const made = tracedRun(mapped(length), ...calls);
    return isUnmapped(made, mappingsBy(made, 11)[0]!);
  };

  it('holds when all pages are gone, in however many pieces', () => {
    expect(unmapped(5000, ['munmap', `0x${AT.toString(16)}, 5000`, 0])).toBe(true);
    const second = `0x${(AT + 4096).toString(16)}, 904`;
    expect(unmapped(5000, ['munmap', second, 0], ['munmap', `0x${AT.toString(16)}, 4096`, 0])).toBe(true);
  });

  it('does not when a page is left, the address was moved, or it comes before', () => {
    expect(unmapped(5000)).toBe(false);
    expect(unmapped(5000, ['munmap', `0x${AT.toString(16)}, 4096`, 0])).toBe(false);
    expect(unmapped(5000, ['munmap', `0x${(AT + 1).toString(16)}, 5000`, -1])).toBe(false);
    const early = tracedRun(['munmap', `0x${AT.toString(16)}, 4096`, 0], mapped(4096));
    expect(isUnmapped(early, mappingsBy(early, 11)[0]!)).toBe(false);
  });
});
