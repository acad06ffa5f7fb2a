import { type Call, callsBy, descriptorOf, type MadeMapping, nameOf, typedReads } from '@proclab/lab-kit';
import { type Experiments, isGranted } from './experiments.ts';

/** What is typed at the terminal of the program: nobody can know it before. */
export const LINE = 'wild geese carry letters across the lake';

/** What was read from a file in one go: by one call, or by one after the other where each takes a piece. */
export interface Reading {
  readonly calls: readonly Call[];
  /** Bytes. */
  readonly length: number;
  /** As strace(1) prints it. */
  readonly content: string;
}

/** What processes got from a file, each time from where they began to read up to where they stopped. */
export function readingsOf({ run, lives }: Experiments, path: string): readonly Reading[] {
  return lives.flatMap(({ pid }) => {
    const parts: Call[][] = [];
    for (const call of callsBy(run, pid, 'read', 'pread64', 'lseek', 'close')) {
      if (nameOf(descriptorOf(call)?.target ?? '') !== path) continue;
      const last = parts.at(-1);
      if (last !== undefined && goesOn(last.at(-1)!, call)) last.push(call);
      else parts.push([call]);
    }
    return parts.map(readingBy).filter(({ length }) => length > 0);
  });
}

/** Does this call read on where the one before has left off? pread(2) leaves alone where the next read(2) begins. */
function goesOn(before: Call, call: Call): boolean {
  if (call.name !== 'read' || before.name === 'pread64') return false;
  return descriptorOf(before)?.fd === descriptorOf(call)?.fd;
}

/** Where a descriptor was moved or closed nothing was got; it is only where the next reading begins. */
function readingBy(calls: readonly Call[]): Reading {
  const got = calls.filter(({ name, result }) => /^p?read/.test(name) && (result ?? 0) > 0);
  return {
    calls: got,
    length: got.reduce((sum, { result }) => sum + result!, 0),
    content: got.map(({ args }) => /"((?:[^"\\]|\\.)*)/.exec(args)?.[1] ?? '').join(''),
  };
}

/** Did somebody put this text into the file by a call? Then it says nothing about a mapping. */
export function isWritten({ run }: Experiments, path: string, text: string): boolean {
  return (run.trace?.calls ?? []).some(
    ({ name, args }) => /^p?write/.test(name) && args.includes(`<${path}>`) && args.includes(text),
  );
}

/** The first call that gave the program something from its terminal. */
export function firstTyped({ run, lives }: Experiments): Call | undefined {
  return typedReads(
    run,
    lives.map(({ pid }) => pid),
  )[0];
}

/** Mappings through which a process can change a file. */
export function changing({ mappings }: Experiments): readonly (MadeMapping & { readonly path: string })[] {
  return mappings.flatMap((each) =>
    isGranted(each) && each.shared && each.writable && each.path !== null
      ? [{ ...each, path: each.path }]
      : [],
  );
}
