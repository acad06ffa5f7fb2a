import type { Finding } from '../check.ts';
import type { Call, ProcessLife, Run, Trace } from '../evidence.ts';
import { callsByPid, FIRST_CALL, FORKS, type Hold, holdsOf } from '../trace/holds.ts';
import type { Story, StoryColumn, StoryRow } from '../verdict.ts';
import { happeningsOf } from './story-rows.ts';
import { nameOf } from './traced-processes.ts';

/** As many rows tell of luck that ran out, and a reader still follows. */
const MOST_ROWS = 8;

/**
 * How luck ran out in a traced run: what the two threads that matter did, in order.
 *
 * **Who.** One was held back by the schedule, the other went on meanwhile. Of all such pairs, up to the time of the
 * finding, it is the one that the finding names most plainly: in its sentence, else by the event of its time,
 * else in its exhibits; among equals the last. Without any hold it is the process of that event and its parent or child.
 *
 * **What.** The calls, signals and ends by which processes deal with each other (`happeningsOf`), from the birth of the
 * one by the other, and the holds of which the other made use. Of more than eight rows these stay: the birth, the hold
 * that gave the pair, the row of each that is nearest to the finding's time, and those about it.
 *
 * Null where there are no two such threads, or one of them has no row.
 */
export function storyOf(run: Run, finding: Finding): Story | null {
  const { trace } = run;
  if (trace === null) return null;
  const threads = threadsOf(trace);
  const holds = allHolds(run, trace);
  const chosen = chooseHold(holds, trace, finding);
  const held = chosen?.held ?? concerned(trace, finding)[0];
  if (held === undefined) return null;
  const other = chosen?.other ?? partnerOf(held, chosen?.call ?? null, trace, finding.at.ms);
  const pair = [threads.get(held), threads.get(other ?? -1)].filter((each) => each !== undefined);
  const [left, right] = pair.toSorted((a, b) => a.life.bornAt - b.life.bornAt || a.order - b.order);
  if (left === undefined || right === undefined || left === right) return null;
  const rows = rowsOf(trace, [left, right], holds, chosen, finding.at.ms);
  if (![0, 1].every((column) => rows.some((row) => row.column === column))) return null;
  const column = (one: Thread, two: Thread) => columnOf(run, trace, one, two, finding.at.ms);
  return { columns: [column(left, right), column(right, left)], rows };
}

// ---- who ------------------------------------------------------------------------------------------

interface Thread {
  readonly tid: number;
  readonly life: ProcessLife;
  /** Threads of one process, by their first call. */
  readonly order: number;
}

type Held = Pick<Hold, 'from' | 'to' | 'held' | 'other' | 'call'>;

function threadsOf(trace: Trace): Map<number, Thread> {
  const lives = new Map(trace.processes.map((life) => [life.pid, life]));
  const threads = new Map(
    [...lives].map(([pid, life]): [number, Thread] => [pid, { tid: pid, life, order: -1 }]),
  );
  for (const [order, { pid, tid }] of trace.calls.entries()) {
    const life = lives.get(pid);
    if (life !== undefined && !threads.has(tid)) threads.set(tid, { tid, life, order });
  }
  return threads;
}

/** All holds of a run are equally long; what goes beyond the shortest is waiting of another kind. */
function allHolds({ schedule, delay: atLeast }: Run, trace: Trace): Held[] {
  const holds = holdsOf(schedule, trace.processes, callsByPid(trace), atLeast).map((hold) => ({
    ...hold,
    to: schedule === 'slow-parent' ? nextSignOf(hold, trace) : hold.to,
  }));
  const delay = Math.min(...holds.map(({ from, to }) => to - from));
  return [...holds.map((hold) => ({ ...hold, to: hold.from + delay })), ...endlessHolds(schedule, trace)];
}

/** Those of new threads whose process ended before they were over. */
function endlessHolds(schedule: Run['schedule'], { calls }: Trace): Held[] {
  if (schedule !== 'slow-thread') return [];
  return calls
    .filter(({ name, tid, pid, returnedAt }) => name === FIRST_CALL && tid !== pid && returnedAt === null)
    .map(({ at, tid, pid }) => ({ from: at, to: Infinity, held: tid, other: pid, call: null }));
}

/** When a thread showed that it was not held any more: it made a call, or a signal reached it. */
function nextSignOf({ held, from, to }: Hold, { calls, signals }: Trace): number {
  const isNext = ({ tid, at }: { readonly tid: number; readonly at: number }) => tid === held && at > from;
  return Math.min(calls.find(isNext)?.at ?? to, signals.find(isNext)?.at ?? Infinity);
}

function chooseHold(holds: readonly Held[], trace: Trace, finding: Finding): Held | null {
  const said = new Set(finding.seen.en.match(/\d+/g)?.map(Number));
  const meant = new Set(concerned(trace, finding));
  const shown = new Set(pidsShown(finding));
  const plainness = ({ held, other }: Held): number =>
    [held, other ?? held]
      .map((tid) => (said.has(tid) ? 16 : 0) + (meant.has(tid) ? 4 : 0) + (shown.has(tid) ? 1 : 0))
      .reduce((sum, each) => sum + each, 0);
  const before = holds.filter(({ from }) => from <= finding.at.ms);
  const known = (before.length > 0 ? before : holds).toSorted((a, b) => a.from - b.from);
  let best: { readonly hold: Held; readonly points: number } | null = null;
  for (const hold of known) {
    const points = plainness(hold);
    if (best === null || points >= best.points) best = { hold, points };
  }
  return best?.hold ?? null;
}

/** `[pid 5002] write(…`, as strace puts it. */
function pidsShown({ exhibits }: Finding): number[] {
  return exhibits.flatMap(({ lines }) =>
    lines.flatMap((line) => /\[pid (\d+)\]/.exec(line)?.slice(1, 2).map(Number) ?? []),
  );
}

/** To whom something happened at the very time of a finding; else who made the last call before it. */
function concerned(trace: Trace, { at: { ms } }: Finding): number[] {
  const calling = trace.calls.filter(({ at, returnedAt }) => at === ms || returnedAt === ms);
  const living = trace.processes.filter(
    ({ bornAt, ended, reaped, orphanedAt }) =>
      bornAt === ms || ended?.at === ms || reaped?.at === ms || orphanedAt === ms,
  );
  const found = [...calling.map(({ tid }) => tid), ...living.map(({ pid }) => pid)];
  if (found.length > 0) return found;
  return trace.calls
    .filter(({ at }) => at <= ms)
    .slice(-1)
    .map(({ tid }) => tid);
}

/** Whom a signal was sent to, who uses the same pipe or file, who made it, or whom it made last. */
function partnerOf(held: number, call: Call | null, trace: Trace, ms: number): number | undefined {
  const isThere = (pid: number) => trace.processes.some((life) => life.pid === pid && pid !== held);
  const target = call?.name.endsWith('kill') === true ? Math.abs(Number.parseInt(call?.args ?? '', 10)) : 0;
  if (isThere(target)) return target;
  const path = openIn(call);
  const sharing = trace.calls.filter((each) => path !== null && each.tid !== held && openIn(each) === path);
  const sharer = sharing.findLast(({ at }) => at <= ms) ?? sharing[0];
  if (sharer !== undefined) return sharer.tid;
  const parent = trace.processes.find(({ pid }) => pid === held)?.parent ?? 0;
  if (isThere(parent)) return parent;
  const children = trace.processes.filter((life) => life.parent === held);
  return (children.findLast(({ bornAt }) => bornAt <= ms) ?? children[0])?.pid;
}

/** What is open on the descriptor of a call, but no terminal: everybody uses that. */
function openIn(call: Call | null): string | null {
  const path = /^\d+<([^>]*)>/.exec(call?.args ?? '')?.[1];
  return path === undefined || path.startsWith('/dev/pts/') ? null : path;
}

function columnOf(run: Run, trace: Trace, one: Thread, two: Thread, ms: number): StoryColumn {
  const { tid, life } = one;
  return { pid: life.pid, tid, name: nameOf(run, trace, life, ms), role: roleOf(one, two) };
}

function roleOf(one: Thread, { life }: Thread): StoryColumn['role'] {
  if (one.life.pid === life.pid) return one.tid === life.pid ? 'main-thread' : 'thread';
  if (one.life.pid === life.parent) return 'parent';
  if (one.life.parent === life.pid) return 'child';
  return one.life.parent !== null && one.life.parent === life.parent ? 'sibling' : null;
}

// ---- what -----------------------------------------------------------------------------------------

function rowsOf(
  trace: Trace,
  pair: readonly [Thread, Thread],
  holds: readonly Held[],
  chosen: Held | null,
  ms: number,
): StoryRow[] {
  const late = new Set(holds.map(({ call }) => call));
  const [left, right] = pair;
  const done = ([0, 1] as const).flatMap((column) => {
    const [one, two] = column === 0 ? [left, right] : [right, left];
    return happeningsOf(trace, one.life, one.tid, two.tid, (call) => late.has(call)).map(
      (each): StoryRow => ({
        column,
        ...each,
      }),
    );
  });
  const waits = holds.flatMap((hold): StoryRow[] => {
    const column = hold.held === left.tid ? 0 : 1;
    const [one, two] = column === 0 ? [left, right] : [right, left];
    if (hold.held !== one.tid || (hold.other ?? two.tid) !== two.tid) return [];
    const isUsed = done.some((row) => row.column !== column && row.at > hold.from && row.at < hold.to);
    return isUsed || hold === chosen ? [heldRow(hold, column)] : [];
  });
  const rows = [...done, ...waits].toSorted((a, b) => a.at - b.at);
  const birth = trace.calls.find(
    ({ tid, name, result }) => FORKS.has(name) && tid === left.tid && result === right.tid,
  );
  const told = birth === undefined ? rows : rows.filter(({ at }) => at >= birth.at);
  const hold = told.findIndex(({ at, event }) => event.kind === 'held' && at === chosen?.from);
  return nearest(told, ms, [...(birth === undefined ? [] : [0]), ...(hold < 0 ? [] : [hold])]);
}

function heldRow({ from, to }: Held, column: 0 | 1): StoryRow {
  return { at: from, column, event: { kind: 'held', until: to === Infinity ? null : to } };
}

/** Those that must stay, the nearest to a time of each column, and the nearest of all; of two as near, the later. */
function nearest(rows: readonly StoryRow[], ms: number, staying: readonly number[]): StoryRow[] {
  const distances = rows.map(({ at }) => Math.abs(at - ms));
  const middle = distances.indexOf(Math.min(...distances));
  const byDistance = rows
    .map((_, index) => index)
    .toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || b - a);
  const ofEach = [0, 1].flatMap((column) => byDistance.find((index) => rows[index]?.column === column) ?? []);
  const kept = new Set([...new Set([...staying, ...ofEach, ...byDistance])].slice(0, MOST_ROWS));
  return rows.filter((_, index) => kept.has(index));
}
