import type { MemoryReading } from '@proclab/core';

/** All addresses that a text shows as `%p` prints them, once each, in order; without leading zeros, in lower case. */
export function addressesIn(text: string): readonly string[] {
  const found = text.match(ADDRESS) ?? [];
  return [...new Set(found.map((address) => `0x${BigInt(address).toString(16)}`))];
}

/** A text without the addresses in it: the digits of an address are no number that anybody reads. */
export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, '');
}

const ADDRESS = /\b0x[0-9a-f]{1,16}\b/gi;

/**
 * The `int` (or `pid_t`, or the lower half of a `long`) that stands at an address, little-endian as on every machine
 * the sandbox knows (x86-64, arm64); null when it could not be read.
 */
export function intAt({ bytes }: MemoryReading): number | null {
  const pairs = bytes?.match(/../g)?.slice(0, 4) ?? [];
  return pairs.length < 4 ? null : Number(`0x${pairs.toReversed().join('')}`) | 0;
}

/** Where the variables of a C program live. */
export type Segment = 'stack' | 'heap' | 'data';

/**
 * What part of a program's memory an address lies in: its stack; .data or .bss, which are mapped from the executable
 * or follow it; or whatever it got while it ran, from malloc(3) or mmap(2), shared mappings included. Null for code
 * and libraries, for what may not be written, and where nothing is mapped.
 *
 * @param exe path of the executable that the process runs, as in ProcessState
 */
export function segmentOf({ mapping }: MemoryReading, exe: string | null): Segment | null {
  if (mapping === null || !mapping.permissions.startsWith('rw')) return null;
  const { name, follows, permissions } = mapping;
  if (name === '[stack]') return 'stack';
  if (exe !== null && (name === exe || (name === '' && follows === exe))) return 'data';
  return ['', '[heap]'].includes(name) || permissions.endsWith('s') ? 'heap' : null;
}
