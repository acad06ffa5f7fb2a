import { type Call, descriptorOf, nameOf, pathGiven, type Run } from '@proclab/lab-kit';

const NAMING = ['open', 'openat', 'creat', 'truncate', 'unlink', 'unlinkat'];

/** A file as the calls on it tell, up to some time. */
interface Grown {
  /** Bytes; null as long as nothing tells. */
  readonly size: number | null;
  /** Has its name been removed? Who has it open or mapped still has it, unlink(2). */
  readonly removed: boolean;
}

/**
 * How long a file was at a time of a traced run, in bytes, as far as the calls tell that were made on it by then. Null
 * for a file that was there before.
 *
 * @param run traced with `tracing(['ftruncate', 'truncate', 'fallocate'], …)`
 */
export function sizeAt(run: Run, path: string, time: number): number | null {
  let file: Grown = { size: null, removed: false };
  const offsets = new Map<number, number>();
  for (const call of run.trace?.calls ?? []) {
    if (call.at > time) break;
    if (call.error === null && call.result !== null && isOn(run, call, path))
      file = fileAfter(call, file, offsets);
  }
  return file.size;
}

function isOn(run: Run, call: Call, path: string): boolean {
  return NAMING.includes(call.name)
    ? pathGiven(run, call) === path
    : nameOf(descriptorOf(call)?.target ?? '') === path;
}

/** Takes down where descriptors stand, as a write begins there. */
function fileAfter(call: Call, file: Grown, offsets: Map<number, number>): Grown {
  const { name, args, result } = call;
  const { size } = file;
  const fd = descriptorOf(call)?.fd ?? -1;
  const numbers = args.split(', ').slice(1).map(Number);
  const atLeast = (end: number): Grown => ({ ...file, size: Math.max(size ?? 0, end) });
  const moveTo = (offset: number) => offsets.set(fd, offset).get(fd)!;
  switch (name) {
    case 'unlink':
    case 'unlinkat':
      return { ...file, removed: true };
    case 'creat':
    case 'open':
    case 'openat': {
      const isNew = (size === null || file.removed) && args.includes('O_CREAT');
      const isEmpty = isNew || name === 'creat' || /O_TRUNC|O_EXCL/.test(args);
      offsets.set(result!, args.includes('O_APPEND') && !isEmpty ? (size ?? 0) : 0);
      return isEmpty ? { size: 0, removed: false } : file;
    }
    case 'ftruncate':
    case 'truncate':
      return { ...file, size: numbers.at(-1)! };
    case 'fallocate':
      return numbers[0] === 0 ? atLeast(numbers[1]! + numbers[2]!) : file;
    case 'pwrite64':
      return atLeast(numbers.at(-1)! + result!);
    case 'write':
    case 'writev':
      return atLeast(moveTo((offsets.get(fd) ?? 0) + result!));
    case 'read':
      moveTo((offsets.get(fd) ?? 0) + result!);
      return file;
    case 'lseek':
      moveTo(result!);
      return file;
    default:
      return file;
  }
}
