import type { Call, Run } from '@proclab/core';
import { callsBy } from './calls.ts';
import { nameOf } from './traffic.ts';

/** What mappings are made of: lengths count up to the next multiple of it, mmap(2), NOTES. */
const PAGE = 4096;

/** `NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 3</home/x>, 0x1000`; anonymous mappings have -1 in place of a file. */
const MMAP = /^[^,]+, (\d+), ([^,]+), ([^,]+), (-?\d+)(?:<([^>]*)>(?:\(deleted\))?)?, (0x[0-9a-f]+|\d+)$/;
const MUNMAP = /^(0x[0-9a-f]+), (\d+)$/;

/** A mapping that a process of a traced run has made, or asked for. */
export interface MadeMapping {
  /** The mmap(2) that made it; its result is the address. */
  readonly call: Call;
  /** Path of the file, `pipe:[7]` for a pipe; null for an anonymous mapping, and where nothing is open. */
  readonly path: string | null;
  /** The descriptor that was given; -1 is usual for an anonymous mapping, which has none. */
  readonly fd: number;
  readonly anonymous: boolean;
  /** In bytes, as it was asked for. */
  readonly length: number;
  /** Where in the file it begins, bytes. */
  readonly offset: number;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly shared: boolean;
}

/**
 * The mappings that a process made, the program's own and those of the C library, by time.
 *
 * @param run traced with `tracing(['mmap'], …)`
 */
export function mappingsBy(run: Run, pid: number): readonly MadeMapping[] {
  return mappingsAskedBy(run, pid).filter(({ call }) => call.error === null && call.result !== null);
}

/**
 * The same and those that the kernel refused. An offset that is no multiple of the page size never gets that far
 * with mmap(3) of glibc, which answers EINVAL itself.
 *
 * @param run traced with `tracing(['mmap'], …)`
 */
export function mappingsAskedBy(run: Run, pid: number): readonly MadeMapping[] {
  return callsBy(run, pid, 'mmap').flatMap((call) => {
    const [, length, protection = '', flags = '', fd, target, offset] = MMAP.exec(call.args) ?? [];
    if (length === undefined) return [];
    return [
      {
        call,
        path: target === undefined ? null : nameOf(target),
        fd: Number(fd),
        anonymous: flags.includes('MAP_ANONYMOUS'),
        length: Number(length),
        offset: Number(offset),
        readable: protection.includes('PROT_READ'),
        writable: protection.includes('PROT_WRITE'),
        shared: flags.includes('MAP_SHARED'),
      },
    ];
  });
}

/** How many bytes of a file, from its first on, lie in these mappings of it without a gap; whole pages. */
export function bytesMapped(mappings: readonly MadeMapping[]): number {
  return mappings
    .toSorted((one, other) => one.offset - other.offset)
    .reduce(
      (end, { offset, length }) => (offset <= end ? Math.max(end, offset + wholePages(length)) : end),
      0,
    );
}

/**
 * Has all of a mapping been taken away again by the process that made it, in one piece or in several?
 *
 * @param run traced with `tracing(['mmap', 'munmap'], …)`
 */
export function isUnmapped(run: Run, { call, length }: MadeMapping): boolean {
  const pieces = callsBy(run, call.pid, 'munmap')
    .filter(({ at, error }) => at > call.at && error === null)
    .flatMap(({ args }) => {
      const [, from, size] = MUNMAP.exec(args) ?? [];
      return from === undefined ? [] : [{ from: Number(from), to: Number(from) + wholePages(Number(size)) }];
    })
    .toSorted((one, other) => one.from - other.from);
  const start = call.result!;
  const end = pieces.reduce(
    (reached, { from, to }) => (from <= reached ? Math.max(reached, to) : reached),
    start,
  );
  return end >= start + wholePages(length);
}

function wholePages(length: number): number {
  return Math.ceil(length / PAGE) * PAGE;
}
