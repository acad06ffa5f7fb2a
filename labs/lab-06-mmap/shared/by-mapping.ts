import {
  callsBy,
  callsExhibit,
  type Call,
  type MadeMapping,
  MAPPING_CALLS,
  mappingsBy,
  nameOf,
  type ProcessLife,
  type Run,
} from '@proclab/lab-kit';
import { HOME } from './starts.ts';

/** What carries the bytes of a file, but no mapping. */
export const READS = ['read', 'readv', 'pread64', 'preadv', 'preadv2'] as const;
export const WRITES = ['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2'] as const;
export const CARRIERS = ['sendfile', 'copy_file_range', 'splice'] as const;
/** Calls to be traced beside the usual ones wherever it matters how a file got somewhere. */
export const TRACED: readonly string[] = [
  ...MAPPING_CALLS,
  'ftruncate',
  'truncate',
  'fallocate',
  ...READS,
  ...WRITES,
  ...CARRIERS,
];

/** The mappings of a file that these processes made, by time. */
export function mappingsOf(run: Run, lives: readonly ProcessLife[], path: string): readonly MadeMapping[] {
  return lives
    .flatMap(({ pid }) => mappingsBy(run, pid))
    .filter((mapping) => mapping.path === path)
    .toSorted((one, other) => one.call.at - other.call.at);
}

/** Those of these calls by which these processes moved bytes from or to a file, and how many bytes. */
export function carriedBy(
  run: Run,
  lives: readonly ProcessLife[],
  names: readonly string[],
  path: string,
): { readonly calls: readonly Call[]; readonly bytes: number } {
  const calls = lives
    .flatMap(({ pid }) => callsBy(run, pid, ...names))
    .filter(({ args, result }) => (result ?? 0) > 0 && filesOf(args).includes(path));
  return { calls, bytes: calls.reduce((sum, { result }) => sum + (result ?? 0), 0) };
}

/** The files of the descriptors that a call was given, `3</home/x>`; what stands in strings is none. */
function filesOf(args: string): readonly string[] {
  const plain = args.replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
  return [...plain.matchAll(/\d<([^>]*)>/g)].map(([, target = '']) => nameOf(target));
}

/** Calls as an exhibit, once each, strings cut and files named from the start folder on; nothing where there were none. */
export function shortExhibits(calls: readonly Call[]) {
  const short = [...new Set(calls)].map((call) => ({
    ...call,
    args: call.args
      .replaceAll(/"((?:[^"\\]|\\.){24})(?:[^"\\]|\\.)*"(?:\.\.\.)?/g, '"$1"...')
      .replaceAll(`<${HOME}/`, '<'),
  }));
  return short.length > 0 ? [callsExhibit(short)] : [];
}
