import type { Call, CallSite, Delivery, Exhibit, ProgramBuild, Run } from '@proclab/core';
import { callsExhibit } from './calls.ts';

/** A signal handler at work. */
export interface HandlerRun {
  readonly delivery: Delivery;
  /** What its thread called between the delivery and rt_sigreturn(2), in order. */
  readonly calls: readonly Call[];
  /** That call, with which every handler returns, sigreturn(2); null if it never came. */
  readonly end: Call | null;
}

/** What a program does in one handler, as its call graph tells it. */
export interface HandlerCode {
  /** The name of the function. */
  readonly name: string;
  /** Calls of functions that the program does not bring itself, made by the handler or by what it calls. */
  readonly library: readonly CallSite[];
}

/** The handlers that ran in a traced run because of a signal, in order; a handler may interrupt another one. */
export function handlerRuns(run: Run, signal: string): readonly HandlerRun[] {
  const { calls, signals } = run.trace ?? { calls: [], signals: [] };
  const begun = signals.filter(({ handler }) => handler !== null);
  const tids = new Set(begun.map(({ tid }) => tid));
  const runs = [...tids].flatMap((tid) =>
    runsOf(
      begun.filter((delivery) => delivery.tid === tid),
      calls.filter((call) => call.tid === tid),
    ),
  );
  return runs
    .filter(({ delivery }) => delivery.signal === signal)
    .toSorted((one, other) => one.delivery.at - other.delivery.at);
}

/** Each rt_sigreturn ends the handler that was begun last. */
function runsOf(begun: readonly Delivery[], calls: readonly Call[]): HandlerRun[] {
  const ends = calls.filter(({ name }) => name === 'rt_sigreturn');
  const ended = new Map<Delivery, Call>();
  const open: Delivery[] = [];
  const waiting = [...begun];
  for (const end of ends) {
    while (waiting[0] !== undefined && waiting[0].at <= end.at) open.push(waiting.shift()!);
    const last = open.pop();
    if (last !== undefined) ended.set(last, end);
  }
  return begun.map((delivery) => {
    const end = ended.get(delivery) ?? null;
    return {
      delivery,
      end,
      calls: calls.filter((call) => call.at >= delivery.at && call.at < (end?.at ?? Infinity)),
    };
  });
}

/**
 * The function of a program that a handler's address in memory belongs to, and what it leads to. Programs are loaded at
 * whole pages: with an executable of several pages two functions may lie alike, and both are given. None when the
 * address lies in a library.
 */
export function handlerCode(program: ProgramBuild, { handler }: Delivery): readonly HandlerCode[] {
  if (handler === null) return [];
  const found = program.functions.filter(({ address }) => (BigInt(handler) - BigInt(address)) % PAGE === 0n);
  return found.map(({ name }) => ({ name, library: libraryCalls(program, name) }));
}

const PAGE = 4096n;

function libraryCalls({ calls, functions }: ProgramBuild, from: string): readonly CallSite[] {
  const own = new Set(functions.map(({ name }) => name));
  const reached = new Set([from]);
  // A set that grows is walked to its new end.
  for (const caller of reached)
    for (const site of calls) if (site.caller === caller && own.has(site.callee)) reached.add(site.callee);
  return calls.filter(({ caller, callee }) => reached.has(caller) && !own.has(callee));
}

/** A handler at work as strace(1) prints it. */
export function handlerExhibit({ delivery, calls, end }: HandlerRun): Exhibit {
  const shown = callsExhibit([...calls, ...(end === null ? [] : [end])]);
  return { ...shown, lines: [`[pid ${delivery.tid}] --- ${delivery.signal} ---`, ...shown.lines] };
}
