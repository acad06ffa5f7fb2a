import {
  type Call,
  callsBy,
  descriptorsAt,
  type Family,
  type MadeMapping,
  mappingsAskedBy,
  pathGiven,
  type ProcessLife,
  type Run,
  sendsOf,
} from '@proclab/lab-kit';

/** What a program maps for itself lies elsewhere; the loader and the C library map these. */
const LIBRARIES = /^\/(?:usr|lib|lib64|etc)\//;
const PAGE = 4096;

/** An attempt to unmap something. */
export interface Unmapping {
  readonly call: Call;
  readonly start: number;
}

/** A process that was ended by a signal that nobody sent, and what was mapped or unmapped last before. */
export interface Crash {
  readonly life: ProcessLife;
  readonly signal: string;
  readonly at: number;
  readonly last: MadeMapping | Unmapping;
}

/** All that a program tried with mappings in a traced run. */
export interface Experiments {
  readonly run: Run;
  readonly lives: readonly ProcessLife[];
  /** What it asked for, granted or not, by time. */
  readonly mappings: readonly MadeMapping[];
  readonly unmappings: readonly Unmapping[];
  readonly crashes: readonly Crash[];
}

export function experimentsOf(run: Run, { program, made }: Family): Experiments {
  const lives = [program, ...made];
  const byTime = <T extends { readonly call: Call }>(all: readonly T[]) =>
    all.toSorted((one, other) => one.call.at - other.call.at);
  return {
    run,
    lives,
    mappings: byTime(lives.flatMap(({ pid }) => ownMappings(run, pid))),
    unmappings: byTime(lives.flatMap(({ pid }) => unmappingsBy(run, pid))),
    crashes: lives.flatMap((life) => crashOf(run, lives, life)),
  };
}

export function isGranted({ call }: { readonly call: Call }): boolean {
  return call.error === null && call.result !== null;
}

/** `OK`, or the name of the error. */
export function outcomeOf({ error }: Call): string {
  return error ?? 'OK';
}

/** Where an attempt to unmap begins. */
export interface Place {
  readonly call: Call;
  readonly mapping: MadeMapping;
  /** How many pages behind the beginning of the mapping: 0.25, 1. */
  readonly page: number;
}

/** Null where the address lies in none of these mappings. */
export function placeOf({ call, start }: Unmapping, mappings: readonly MadeMapping[]): Place | null {
  const mapping = mappings.findLast(
    (each) =>
      isGranted(each) &&
      each.call.at < call.at &&
      start >= each.call.result! &&
      start < each.call.result! + Math.ceil(each.length / PAGE) * PAGE,
  );
  return mapping === undefined ? null : { call, mapping, page: (start - mapping.call.result!) / PAGE };
}

/** How the file of a mapping had been opened: `O_RDONLY`, `O_WRONLY`, `O_RDWR`; null where nobody opened it. */
export function modeOf({ run, lives }: Experiments, { call, path, fd }: MadeMapping): string | null {
  const opened = (run.trace?.calls ?? []).filter(
    ({ name, at, error, pid }) =>
      /^(open|openat|creat)$/.test(name) &&
      at < call.at &&
      error === null &&
      lives.some((life) => life.pid === pid),
  );
  const byName = opened.filter((each) => pathGiven(run, each) === path);
  // A descriptor that was copied by dup has another number; a symbolic link has another name.
  const opening =
    byName.findLast(({ result }) => result === fd) ??
    byName.at(-1) ??
    opened.findLast(({ result }) => result === fd);
  if (opening === undefined) return null;
  return opening.name === 'creat' ? 'O_WRONLY' : (/O_(?:RDONLY|WRONLY|RDWR)/.exec(opening.args)?.[0] ?? null);
}

/** Was the read end of a pipe to be mapped? Both ends have one name, proc_pid_fd(5). */
export function isReadEnd({ call, path, fd }: MadeMapping, { run }: Experiments): boolean {
  const open = path?.startsWith('pipe:') === true ? descriptorsAt(run, call).get(call.pid) : undefined;
  return open?.some((each) => each.fd === fd && each.access === 'read') === true;
}

function ownMappings(run: Run, pid: number): readonly MadeMapping[] {
  return mappingsAskedBy(run, pid).filter(({ path }) => path === null || !LIBRARIES.test(path));
}

function unmappingsBy(run: Run, pid: number): readonly Unmapping[] {
  return callsBy(run, pid, 'munmap').map((call) => ({ call, start: Number(call.args.split(', ')[0]) }));
}

function crashOf(run: Run, lives: readonly ProcessLife[], life: ProcessLife): readonly Crash[] {
  if (life.ended?.status.kind !== 'signaled') return [];
  const { at, status } = life.ended;
  // Whoever calls raise(3) has touched nothing.
  if (lives.some(({ pid }) => sendsOf(run, pid, life.pid, status.signal).length > 0)) return [];
  const last = lastBefore(run, lives, life, at);
  return last === null ? [] : [{ life, signal: status.signal, at, last }];
}

/**
 * What a process mapped or unmapped last before a time, or its parent before it was born. Which address is touched no call
 * tells; this is what does. Private memory that malloc(3) may have asked for does not count.
 */
function lastBefore(
  run: Run,
  lives: readonly ProcessLife[],
  life: ProcessLife,
  time: number,
): Crash['last'] | null {
  const mapped = ownMappings(run, life.pid).filter(
    (each) => !(each.anonymous && !each.shared && isGranted(each)),
  );
  const last = [...mapped, ...unmappingsBy(run, life.pid).filter(isGranted)]
    .filter(({ call }) => call.at < time)
    .toSorted((one, other) => one.call.at - other.call.at)
    .at(-1);
  if (last !== undefined) return last;
  const parent = lives.find(({ pid }) => pid === life.parent);
  return parent === undefined ? null : lastBefore(run, lives, parent, life.bornAt);
}
