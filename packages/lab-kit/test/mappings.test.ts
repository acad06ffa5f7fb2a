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
