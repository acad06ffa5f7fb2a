import { type Call, callsBy, descriptorOf, type MadeMapping, nameOf, typedReads } from '@proclab/lab-kit';
import { type Experiments, isGranted } from './experiments.ts';

/** What is typed at the terminal of the program: nobody can know it before. */
export const LINE = 'wild geese carry letters across the lake';

/** A call that read a file, and what it got, up to the first zero or newline. */
export interface Reading {
  readonly call: Call;
  readonly text: string;
}

/** The calls that got something from a file. */
export function readingsOf({ run, lives }: Experiments, path: string): readonly Reading[] {
  return lives.flatMap(({ pid }) =>
    callsBy(run, pid, 'read', 'pread64')
      .filter((call) => (call.result ?? 0) > 0 && nameOf(descriptorOf(call)?.target ?? '') === path)
      .map((call) => ({ call, text: /"((?:[^"\\]|\\.)*)/.exec(call.args)?.[1]?.split('\\')[0] ?? '' })),
  );
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
