import type { Exhibit, Finding } from '../check.ts';
import type { Text } from '../text.ts';

/** Where something was seen; without `ms` it is the time of the moment, else the start of the run. */
export interface Sight {
  readonly moment?: { readonly name: string; readonly at: number } | null | undefined;
  /** Milliseconds since the run began. */
  readonly ms?: number | undefined;
  readonly exhibits?: readonly Exhibit[];
}

/** What must be true was seen to be true. */
export function pass(seen: Text, sight: Sight = {}): Finding {
  return finding('pass', seen, sight);
}

/** What must be true was seen not to be. */
export function fail(seen: Text, sight: Sight = {}): Finding {
  return finding('fail', seen, sight);
}

/** It could not be seen, for a reason that lies with the submission. */
export function notChecked(seen: Text, sight: Sight = {}): Finding {
  return finding('not-checked', seen, sight);
}

/** It could not be seen, for a reason that lies with the machine: the check is not judged, and costs no points. */
export function unseen(seen: Text, sight: Sight = {}): Finding {
  return finding('error', seen, sight);
}

function finding(status: Finding['status'], seen: Text, { moment, ms, exhibits = [] }: Sight): Finding {
  return { status, seen, exhibits, at: { ms: ms ?? moment?.at ?? 0, moment: moment?.name ?? null } };
}
