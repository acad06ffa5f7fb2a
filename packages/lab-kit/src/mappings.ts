import type { Call, Run } from '@proclab/core';
import { callsBy } from './calls.ts';
import { nameOf } from './traffic.ts';

/** What mappings are made of: lengths count up to the next multiple of it, mmap(2), NOTES. */
const PAGE = 4096;

/** `NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 3</home/x>, 0x1000`; anonymous mappings have -1 in place of a file. */
const MMAP = /^[^,]+, (\d+), ([^,]+), ([^,]+), (-?\d+)(?:<([^>]*)>(?:\(deleted\))?)?, (0x[0-9a-f]+|\d+)$/;
/** `0x7f0000000000, 4096, PROT_READ`; of mremap(2) the third is the new length. */
const RANGE = /^(0x[0-9a-f]+), (\d+)(?:, ([^,]+))?/;

/** The calls that make and change mappings, to be traced where they matter. */
export const MAPPING_CALLS = ['mmap', 'munmap', 'mprotect', 'mremap'] as const;

/** A mapping that a process of a traced run has made, or asked for. */
export interface MadeMapping {
  /** The mmap(2) that made it, or the mremap(2) that gave it another length or another place. */
  readonly call: Call;
  readonly address: number;
  /** Path of the file, `pipe:[7]` for a pipe; null for an anonymous mapping, and where nothing is open. */
  readonly path: string | null;
  /** The descriptor that was given; -1 is usual for an anonymous mapping, which has none. */
  readonly fd: number;
  readonly anonymous: boolean;
  /** In bytes, as it was asked for. */
  readonly length: number;
  /** Where in the file it begins, bytes. */
  readonly offset: number;
  /** At some time, as mmap(2) made it or mprotect(2) changed it. */
  readonly readable: boolean;
  readonly writable: boolean;
  readonly shared: boolean;
}

/**
 * The mappings that a process made, the program's own and those of the C library, by time. One of which mprotect(2) changed
 * a part, or over which another one was put, is there in parts. Mappings that were inherited are not among them.
 *
 * @param run traced with `tracing(MAPPING_CALLS, …)`
 */
export function mappingsBy(run: Run, pid: number): readonly MadeMapping[] {
  const { now, gone } = callsBy(run, pid, 'mmap', 'mprotect', 'mremap')
    .filter(({ error, result }) => error === null && result !== null)
    .reduce<Memory>(memoryAfter, { now: [], gone: [] });
  return [...gone, ...now].toSorted((one, other) => one.call.at - other.call.at);
}

/**
 * What a process asked mmap(2) for, as it asked for it, granted or not. An offset that is no multiple of the page size never
 * gets that far with mmap(3) of glibc, which answers EINVAL itself.
 *
 * @param run traced with `tracing(['mmap'], …)`
 */
export function mappingsAskedBy(run: Run, pid: number): readonly MadeMapping[] {
  return callsBy(run, pid, 'mmap').flatMap(mappingAsked);
}

function mappingAsked(call: Call): readonly MadeMapping[] {
  const [, length, protection = '', flags = '', fd, target, offset] = MMAP.exec(call.args) ?? [];
  if (length === undefined) return [];
  return [
    {
      call,
      address: call.result ?? 0,
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
}

/** Addresses from the first up to, but without, the second; whole pages. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** The mappings of a process, and those that others have been put over. What was unmapped no call can change any more. */
interface Memory {
  readonly now: readonly MadeMapping[];
  readonly gone: readonly MadeMapping[];
}

function memoryAfter({ now, gone }: Memory, call: Call): Memory {
  const [, address, length, third = ''] = RANGE.exec(call.args) ?? [];
  if (call.name === 'mprotect') {
    const range = rangeOf(Number(address), Number(length));
    const changed = now.flatMap((mapping) =>
      within(mapping, range).map((part) => ({
        ...part,
        readable: part.readable || third.includes('PROT_READ'),
        writable: part.writable || third.includes('PROT_WRITE'),
      })),
    );
    return { now: [...now.flatMap((mapping) => outside(mapping, range)), ...changed], gone };
  }
  const made =
    call.name === 'mmap' ? mappingAsked(call) : mappingMoved(now, call, Number(address), Number(third));
  return made.reduce<Memory>(
    (memory, mapping) => {
      const range = rangeOf(mapping.address, mapping.length);
      return {
        now: [...memory.now.flatMap((each) => outside(each, range)), mapping],
        gone: [...memory.gone, ...memory.now.flatMap((each) => within(each, range))],
      };
    },
    { now, gone },
  );
}

/** What mremap(2) makes of the mapping at an address. */
function mappingMoved(
  now: readonly MadeMapping[],
  call: Call,
  address: number,
  length: number,
): readonly MadeMapping[] {
  const [old] = now.flatMap((mapping) => within(mapping, rangeOf(address, 1)));
  return old === undefined ? [] : [{ ...old, call, address: call.result!, length }];
}

function rangeOf(from: number, length: number): Range {
  return { from, to: from + wholePages(length) };
}

/** The part of a mapping that lies in a range, if one does. */
function within(mapping: MadeMapping, { from, to }: Range): readonly MadeMapping[] {
  const start = Math.max(mapping.address, from);
  const length = Math.min(mapping.address + mapping.length, to) - start;
  return length > 0
    ? [{ ...mapping, address: start, length, offset: mapping.offset + start - mapping.address }]
    : [];
}

/** What of a mapping lies before a range and behind it. */
function outside(mapping: MadeMapping, { from, to }: Range): readonly MadeMapping[] {
  return [...within(mapping, { from: 0, to: from }), ...within(mapping, { from: to, to: Infinity })];
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
 * @param run traced with `tracing(MAPPING_CALLS, …)`
 */
export function isUnmapped(run: Run, { call, address, length }: MadeMapping): boolean {
  const end = callsBy(run, call.pid, 'munmap', 'mremap')
    .filter(({ at, error }) => at > call.at && error === null)
    .flatMap(takenBy)
    .toSorted((one, other) => one.from - other.from)
    .reduce((reached, { from, to }) => (from <= reached ? Math.max(reached, to) : reached), address);
  return end >= address + wholePages(length);
}

/** What munmap(2) takes away; mremap(2) takes what it moves to another place, or the end of what it makes shorter. */
function takenBy({ name, args, result }: Call): readonly Range[] {
  const [, address, length, newLength] = RANGE.exec(args) ?? [];
  if (address === undefined) return [];
  const range = rangeOf(Number(address), Number(length));
  const stays = name === 'mremap' && result === range.from;
  return [stays ? { ...range, from: rangeOf(range.from, Number(newLength)).to } : range];
}

function wholePages(length: number): number {
  return Math.ceil(length / PAGE) * PAGE;
}
