import {
  type Call,
  callsBy,
  callsExhibit,
  fail,
  type Finding,
  handlerRuns,
  isBlocked,
  onlySleeps,
  pollsNothing,
  type ProcessLife,
  type Run,
} from '@proclab/lab-kit';
import { type Conversation, PING, PONG } from './conversation.ts';

/** Naps of so many seconds are a pause by another name: nobody waits for them, s. */
const PAUSE_IN_DISGUISE = 5;
const NAPS: readonly string[] = ['nanosleep', 'clock_nanosleep'];
const POLLS = ['poll', 'ppoll', 'select', 'pselect6'];
/** Calls in which a process sleeps until something comes. */
const SLEEPS = [
  ...'pause rt_sigsuspend rt_sigtimedwait read futex wait4 waitid epoll_wait epoll_pwait'.split(' '),
  ...NAPS,
  ...POLLS,
];

/** How long a partner has to be late for its absence to be a wait, ms: less than any schedule holds. */
const LONG_WAIT = 8;
/** Who stays in such a call for so long sleeps there, ms. */
const ASLEEP = 0.5;
/** Who makes so few calls in such a wait does not ask again and again. */
const FEW_CALLS = 3;

/** A stretch of time in which a process had nothing to do but to wait for the other one's signal. */
export interface Wait {
  readonly pid: number;
  readonly signal: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The long waits of those whom a schedule keeps waiting: a child while its parent is slow, a parent while its child is,
 * both while signals are late. Others wait for the machine.
 */
export function longWaits(run: Run, { parent, child, steps }: Conversation): readonly Wait[] {
  const kept = {
    'slow-parent': [child.pid],
    'slow-child': [parent.pid],
    'delayed-signal': [parent.pid, child.pid],
  };
  const who = kept[run.schedule as keyof typeof kept] ?? [];
  const waits = steps.flatMap(({ what, pid, signal, at: to }, index): Wait[] => {
    if (what === 'sent' || !who.includes(pid)) return [];
    const own = steps.slice(0, index).findLast((each) => each.what === 'sent' && each.pid === pid);
    return [{ pid, signal, from: own?.call?.returnedAt ?? child.bornAt, to }];
  });
  return waits.filter(({ from, to }) => to - from >= LONG_WAIT);
}

/**
 * Did a process sleep in a call, at some time of a wait? How long it lay ready for a processor is not its doing: it may
 * have come to that call when the signal was there already, and then it would have slept.
 */
export function slept(run: Run, { pid, signal, from, to }: Wait): boolean {
  const during = callsBy(run, pid).filter(({ at, returnedAt }) => at < to && (returnedAt ?? to) > from);
  const sleeps = during.filter(
    (call) => SLEEPS.includes(call.name) && (hasBegunAnew(run, signal, call) || !onlyAsks(call)),
  );
  const lasting = ({ at, returnedAt }: Call) => Math.min(returnedAt ?? to, to) - Math.max(at, from);
  return sleeps.some((call) => lasting(call) >= ASLEEP) || (during.length <= FEW_CALLS && sleeps.length > 0);
}

/**
 * Did a handler run in the middle of a call? Then it was asleep there, and SA_RESTART let it begin anew: what it found the
 * second time, such as EAGAIN where sem_post(3) has changed the value that futex(2) was to wait for, tells nothing of the
 * first.
 */
function hasBegunAnew(run: Run, signal: string, { tid, at, returnedAt }: Call): boolean {
  return handlerRuns(run, signal).some(
    ({ delivery, end }) =>
      delivery.tid === tid && delivery.at > at && end !== null && end.at < (returnedAt ?? Infinity),
  );
}

/**
 * Returns at once whatever there is: WNOHANG, O_NONBLOCK, or a time of 0. However long it takes on a busy machine, nobody
 * sleeps there. (To sigtimedwait(2) EAGAIN means that its time is up.)
 */
function onlyAsks({ name, args, error }: Call): boolean {
  return (
    (error === 'EAGAIN' && name !== 'rt_sigtimedwait') ||
    /\bWNOHANG\b|\bFUTEX_WAKE|\{tv_sec=0, tv_[nu]sec=0\}/.test(args) ||
    (/^(?:poll|epoll_p?wait)$/.test(name) && /, 0(?:, (?:NULL|~?\[[^\]]*\]), \d+)?$/.test(args))
  );
}

/** A pause of a length of its own: nothing that it could look at ends it. */
export function isNap(call: Call): boolean {
  return onlySleeps(call) && !onlyAsks(call);
}

/**
 * A call in which a process waited for the other one's signal although that could have come just before: one that
 * nothing but a signal ends, entered with the signal let through. Null if there is none, and where the handlers
 * do everything, so that the process only rests there.
 */
export function gapBefore(
  run: Run,
  { parent, steps, wanted }: Conversation,
  { pid }: ProcessLife,
): Call | null {
  const signal = pid === parent.pid ? PONG : PING;
  const got = steps.filter((step) => step.what === 'received' && step.pid === pid);
  const last = got[wanted - 1]?.at ?? Infinity;
  const gap = callsBy(run, pid).find(
    (call) => call.at < last && onlyASignalEnds(call) && !isBlocked(run, call.tid, signal, call.at),
  );
  return gap === undefined || handlersDoAll(run, steps, pid, signal) ? null : gap;
}

function onlyASignalEnds(call: Call): boolean {
  const { name, args } = call;
  if (name === 'pause' || name === 'rt_sigsuspend') return true;
  if (NAPS.includes(name)) return Number(/\{tv_sec=(\d+)/.exec(args)?.[1] ?? 0) >= PAUSE_IN_DISGUISE;
  return pollsNothing(call) === 'endless';
}

/** Were all answers sent in a handler, and was the end of the process there as well? */
function handlersDoAll(run: Run, steps: Conversation['steps'], pid: number, signal: string): boolean {
  const runs = handlerRuns(run, signal).filter(({ delivery }) => delivery.pid === pid);
  const made = new Set(runs.flatMap(({ calls }) => calls));
  const firstGot = steps.find((step) => step.what === 'received' && step.pid === pid)?.at ?? Infinity;
  const answers = steps.filter((step) => step.what === 'sent' && step.pid === pid && step.at > firstGot);
  const end = callsBy(run, pid, 'exit_group').at(-1);
  return end !== undefined && made.has(end) && answers.every(({ call }) => call !== null && made.has(call));
}

/** What is said of such a call. */
export function gapFinding(call: Call, signal: string, who: 'parent' | 'child'): Finding {
  const name = call.name.replace(/^rt_/, '');
  const zh = who === 'parent' ? '父进程' : '子进程';
  return fail(
    {
      zh: `${zh}进入 ${name} 时 ${signal} 没有被阻塞：早来一瞬，它就一直睡下去`,
      en: `the ${who} entered ${name} with ${signal} let through: had the signal come an instant before, it would sleep on`,
    },
    { ms: call.at, exhibits: [callsExhibit([call])] },
  );
}
