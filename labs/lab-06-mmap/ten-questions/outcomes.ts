import { type Call, callsBy, type MadeMapping } from '@proclab/lab-kit';
import { type Experiments, isGranted, outcomeOf, placeOf, type Unmapping } from './experiments.ts';
import { sizeAt } from './file-sizes.ts';
import { changing, firstTyped, isWritten, LINE, readingsOf } from './typed.ts';

/** What the kernel did: `OK`, an error, a signal or, where a file is read again, what was in it. */
export interface Outcome {
  readonly value: string;
  readonly calls: readonly Call[];
  /** The process that a signal ended, where that is what came of it. */
  readonly killed?: number;
}

/** Finds all that came of one experiment; nothing where it was not made. */
export type Find = (all: Experiments) => readonly Outcome[];

/** What came of each mmap of this kind. */
export function asked(pick: (mapping: MadeMapping, all: Experiments) => boolean): Find {
  return (all) =>
    all.mappings
      .filter((mapping) => pick(mapping, all))
      .map(({ call }) => ({ value: outcomeOf(call), calls: [call] }));
}

/** What came of each munmap that begins within a page of a mapping. */
export function movedWithinAPage({ mappings, unmappings }: Experiments): readonly Outcome[] {
  return unmappings
    .filter((each) => !Number.isInteger(placeOf(each, mappings)?.page ?? 0))
    .map(({ call }) => ({ value: outcomeOf(call), calls: [call] }));
}

/** What came of each munmap that begins at a later page of a mapping with which the other was tried as well. */
export function movedByPages({ mappings, unmappings }: Experiments): readonly Outcome[] {
  const places = unmappings.flatMap((each) => placeOf(each, mappings) ?? []);
  const tried = places.filter(({ page }) => !Number.isInteger(page)).map(({ mapping }) => mapping);
  return places
    .filter(({ page, mapping }) => page > 0 && Number.isInteger(page) && tried.includes(mapping))
    .map(({ call }) => ({ value: outcomeOf(call), calls: [call] }));
}

type Last = MadeMapping | Unmapping;

/** How each process was ended that had mapped or unmapped this last. */
export function crashed(pick: (last: Last, signal: string, at: number, all: Experiments) => boolean): Find {
  return (all) =>
    all.crashes
      .filter(({ last, signal, at }) => pick(last, signal, at, all))
      .map(({ last, signal, life }) => ({ value: signal, calls: [last.call], killed: life.pid }));
}

export function isMapping(last: Last): last is MadeMapping {
  return 'path' in last;
}

/** The size of the file behind a mapping; undefined where there is none. */
export function sizeBehind(last: Last, at: number, { run }: Experiments): number | null | undefined {
  return isMapping(last) && isGranted(last) && last.path !== null ? sizeAt(run, last.path, at) : undefined;
}

/** The mapping of a file that is empty was touched. */
export const touchesEmpty = crashed((last, _, at, all) => sizeBehind(last, at, all) === 0);

/** The file whose mapping was touched while it was empty was made longer, and who had it mapped went on. */
export function extended(all: Experiments): readonly Outcome[] {
  const { run, mappings, crashes } = all;
  const wasEmpty = new Set(
    crashes.flatMap(({ last, at }) =>
      isMapping(last) && sizeBehind(last, at, all) === 0 ? [last.path] : [],
    ),
  );
  return mappings
    .filter((each) => isGranted(each) && wasEmpty.has(each.path))
    .flatMap(({ call, path }) => {
      const isLong = (time: number) => (sizeAt(run, path!, time) ?? 0) > 0;
      if (!callsBy(run, call.pid).some(({ at }) => at > call.at && isLong(at))) return [];
      const crash = crashes.find(({ last, at }) => last.call === call && isLong(at));
      return [{ value: crash?.signal ?? 'OK', calls: [call] }];
    });
}

/** A line was read from the terminal after the descriptor was closed, and then it was in the file. */
export function afterClose(all: Experiments): readonly Outcome[] {
  const typed = firstTyped(all);
  return changing(all).flatMap(({ call, fd, path }) => {
    const close = callsBy(all.run, call.pid, 'close').find(
      ({ at, args, error }) => at > call.at && error === null && Number.parseInt(args, 10) === fd,
    );
    if (close === undefined || typed === undefined || (typed.returnedAt ?? 0) < close.at) return [];
    if (isWritten(all, path, LINE)) return [];
    return readingsOf(all, path)
      .filter(({ calls: [first], content }) => content.includes(LINE) && first!.at > typed.at)
      .map(({ calls: [first] }) => ({ value: LINE, calls: [call, close, typed, first!] }));
  });
}

/** A file shorter than the line holds no more than its beginning, although nobody wrote that with a call. */
export function saved(all: Experiments): readonly Outcome[] {
  return changing(all).flatMap(({ call, path }) =>
    readingsOf(all, path)
      .filter(
        ({ calls, length, content }) =>
          content !== '' &&
          content.length === length &&
          content.length < LINE.length &&
          LINE.startsWith(content) &&
          sizeAt(all.run, path, calls.at(-1)!.at) === content.length &&
          !isWritten(all, path, content),
      )
      .map(({ calls: [first], content }) => ({ value: content, calls: [call, first!] })),
  );
}
