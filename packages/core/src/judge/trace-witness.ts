import type { Call, Moment, ProcessLife, ProcessState, Run } from '../evidence.ts';
import type { Text } from '../text.ts';
import { callsByPid } from '../trace/holds.ts';

/**
 * strace takes down an end when it comes to it, and its child may be reaped and gone before the line is dated, ms. Whoever
 * ends so soon after a look may be missing in it.
 */
const END_DATED_LATE = 1000;

/** A child whose parent has not returned from vfork(2) has no pid in the log yet: strace learns it from there. */
const NAMELESS = 0;

/** A process of a traced run of which only one witness knows. */
export interface UntracedOrUnseen {
  readonly pid: number;
  readonly moment: string;
  /** Who has it; the other has not. */
  readonly seenBy: 'proc' | 'trace';
}

/**
 * Where the trace of a run and what /proc showed at its moments contradict each other about who is there: a living process
 * that was never traced, or one that lives by the trace and was not there.
 *
 * Who exceeded a limit was ended from outside, which no trace tells; such a run is not compared.
 */
export function traceDisagreements({ trace, moments, limits }: Run): readonly UntracedOrUnseen[] {
  if (trace === null || limits.length > 0) return [];
  const traced = new Set(trace.processes.map(({ pid }) => pid));
  const callsOf = callsByPid(trace);
  return moments.flatMap((moment) => {
    const theirs = moment.processes.filter(({ role }) => role === 'submission');
    const seen = new Set(theirs.map(({ pid }) => pid));
    const alive = trace.processes.filter((life) => livesAt(life, callsOf.get(life.pid), moment));
    const nameless = alive.filter(({ pid }) => pid === NAMELESS).length;
    const untraced = theirs.filter((process) => isAlive(process) && !traced.has(process.pid)).slice(nameless);
    const unseen = alive.filter(({ pid }) => pid !== NAMELESS && !seen.has(pid));
    return [
      ...untraced.map(({ pid }) => ({ pid, moment: moment.name, seenBy: 'proc' }) as const),
      ...unseen.map(({ pid }) => ({ pid, moment: moment.name, seenBy: 'trace' }) as const),
    ];
  });
}

/** Why the trace of a run can't be relied on, or null. */
export function traceTrouble(run: Run): Text | null {
  const [first] = traceDisagreements(run);
  if (first === undefined) return null;
  const { pid, moment, seenBy } = first;
  return seenBy === 'proc'
    ? {
        zh: `strace 与 /proc 不一致：在“${moment}”时进程 ${pid} 在 /proc 中，strace 却没有跟踪到它。因此这一项没有判定。`,
        en: `strace and /proc disagree: at "${moment}" process ${pid} is in /proc, but strace never met it. So this was not judged.`,
      }
    : {
        zh: `strace 与 /proc 不一致：在“${moment}”时，按 strace 的记录进程 ${pid} 还在，/proc 中却没有它。因此这一项没有判定。`,
        en: `strace and /proc disagree: at "${moment}" process ${pid} is alive by strace’s log, but /proc does not have it. So this was not judged.`,
      };
}

function isAlive({ state }: ProcessState): boolean {
  return state !== 'Z' && state !== 'X';
}

/** A birth is dated when its call was entered, and a child is there for sure when it has made a call itself. */
function livesAt({ bornAt, ended }: ProcessLife, own: readonly Call[] | undefined, { at }: Moment): boolean {
  const born = own?.[0]?.at ?? bornAt;
  return born <= at && (ended === null || ended.at > at + END_DATED_LATE);
}
