import { closeSync, openSync, readSync } from 'node:fs';
import type { Mapping, MemoryReading } from '@proclab/core';
import { readText } from './read-text.ts';

/** A pointer, or the largest integer, of a 64-bit program. */
const BYTES = 8;
/** More than a scenario has use for; a program may print as many as it likes. */
const MOST_ADDRESSES = 32;
const MOST_PROCESSES = 8;
/** The first address that is no longer a process's own on any 64-bit Linux. */
const END = 1n << 63n;

/**
 * Reads what stands at some addresses in some processes of a sandbox from outside, through the /proc of its PID 1:
 * /proc/PID/maps and /proc/PID/mem, proc_pid_maps(5) and proc_pid_mem(5). A process is neither stopped nor traced
 * for it. Never throws: a process that has ended, or whose mappings are kept from us, gives no readings; a byte that
 * cannot be read, none.
 *
 * @param hostPid the sandbox's PID 1 as the host knows it
 * @param pids as they are inside; the first 8 count
 * @param addresses in hex, `0x7ffd5c1f2a3c`; the first 32 count
 */
export function readMemory(
  hostPid: number,
  pids: readonly number[],
  addresses: readonly string[],
): MemoryReading[] {
  const wanted = [...new Set(addresses.flatMap(normalized))].slice(0, MOST_ADDRESSES);
  const processes = pids.slice(0, MOST_PROCESSES).flatMap((pid) => {
    const folder = `/proc/${hostPid}/root/proc/${pid}`;
    const maps = readMaps(readText(`${folder}/maps`));
    return maps.length === 0 ? [] : [{ pid, maps, bytes: readBytes(`${folder}/mem`, wanted) }];
  });
  return wanted.flatMap((address, index) =>
    processes.map(({ pid, maps, bytes }) => {
      const mapping = mappingAt(maps, BigInt(address));
      return { pid, address, mapping, bytes: mapping === null ? null : (bytes[index] ?? null) };
    }),
  );
}

interface Range extends Pick<Mapping, 'name' | 'permissions'> {
  readonly from: bigint;
  readonly to: bigint;
}

function normalized(address: string): string[] {
  if (!/^0x[0-9a-f]{1,16}$/i.test(address)) return [];
  const number = BigInt(address);
  return number < END ? [`0x${number.toString(16)}`] : [];
}

function readMaps(text: string): Range[] {
  const lines = text.matchAll(/^([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \d+ *(.*)$/gm);
  return Array.from(lines, ([, from, to, permissions = '', name = '']) => ({
    from: BigInt(`0x${from}`),
    to: BigInt(`0x${to}`),
    permissions,
    name,
  }));
}

function mappingAt(ranges: readonly Range[], address: bigint): Mapping | null {
  const index = ranges.findIndex(({ from, to }) => from <= address && address < to);
  const range = ranges[index];
  if (range === undefined) return null;
  const before = ranges[index - 1];
  const { name, permissions } = range;
  return { name, permissions, follows: before?.to === range.from ? before.name : null };
}

/** In hex, or null, for each of the addresses. */
function readBytes(path: string, addresses: readonly string[]): (string | null)[] {
  let mem: number;
  try {
    mem = openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    return addresses.map((address) => bytesAt(mem, BigInt(address)));
  } finally {
    closeSync(mem);
  }
}

/** Fewer than 8 bytes where the mapping ends before. */
function bytesAt(mem: number, address: bigint): string | null {
  const bytes = Buffer.alloc(BYTES);
  try {
    return bytes.subarray(0, readSync(mem, bytes, 0, BYTES, address)).toString('hex') || null;
  } catch {
    return null;
  }
}
