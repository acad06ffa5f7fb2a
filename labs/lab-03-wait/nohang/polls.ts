import { type Call, callsBy, descriptorOf, type Family, type Run } from '@proclab/lab-kit';

const WAITS: readonly string[] = ['wait4', 'waitid'];
/** They end with a signal: a timer that ticks by itself ends them on time, however late they are begun. */
const PAUSES: readonly string[] = ['pause', 'rt_sigsuspend', 'rt_sigtimedwait'];
const WRITES: readonly string[] = ['write', 'writev'];
/** Whom a call asks for: `-1, …` of wait4, `P_PID, 812, …` of waitid. */
const WHOM = /^(?:P_\w+, )?-?\d+/;
const TERMINAL = /^\/dev\/(pts\/|tty)/;

/** All calls of a program that ask for children that have ended. */
export function waitsOf(run: Run, pid: number): readonly Call[] {
  return callsBy(run, pid, ...WAITS);
}

/**
 * Those that would have waited: without WNOHANG, and with a child to wait for, wait(2). strace shows the options of a
 * call when it returns, so that nothing is known of one that never did.
 */
export function waitsWithoutWnohang(run: Run, pid: number): readonly Call[] {
  return waitsOf(run, pid).filter(
    ({ args, error, returnedAt }) => returnedAt !== null && !args.includes('WNOHANG') && error !== 'ECHILD',
  );
}

/** A look with WNOHANG that found children, but none that had ended: wait4 returns 0, waitid leaves si_pid 0. */
export function foundNobody({ name, args, result }: Call): boolean {
  if (!args.includes('WNOHANG') || result !== 0) return false;
  return name === 'wait4' || !/si_pid=[1-9]/.test(args);
}

/** Two looks for the same children, one after the other, which both found nobody. */
export interface Gap {
  readonly looks: readonly [Call, Call];
  /** The longest that the program stayed in one other call meanwhile, ms; a pause counts from the look before it. */
  readonly longestCall: number;
}

/**
 * All gaps between the looks of a program. A round asks for nobody twice. Next to one that found somebody there is no gap:
 * SIGCHLD may have cut the sleep before it short, signal(7), and after it there need be none.
 */
export function gapsOf(run: Run, pid: number): readonly Gap[] {
  const gaps: (Gap & { readonly rounds: readonly Round[] })[] = [];
  const open = new Map<string, { look: Call; round: Round; longestCall: number }>();
  let round: Round = { asked: new Set(), found: false };
  for (const call of callsBy(run, pid)) {
    if (!WAITS.includes(call.name)) {
      const end = call.returnedAt ?? run.duration;
      for (const gap of open.values()) {
        const from = PAUSES.includes(call.name) ? gap.look.at : call.at;
        gap.longestCall = Math.max(gap.longestCall, end - from);
      }
      continue;
    }
    const whom = WHOM.exec(call.args)?.[0] ?? '';
    if (round.asked.has(whom)) round = { asked: new Set(), found: false };
    round.asked.add(whom);
    if (foundNobody(call)) {
      const before = open.get(whom);
      if (before !== undefined) {
        const { look, longestCall } = before;
        gaps.push({ looks: [look, call], longestCall, rounds: [before.round, round] });
      }
      open.set(whom, { look: call, round, longestCall: 0 });
    } else {
      round.found = true;
      open.delete(whom);
    }
  }
  return gaps.filter(({ rounds }) => rounds.every(({ found }) => !found));
}

/** Looks one after the other, each for other children. */
interface Round {
  readonly asked: Set<string>;
  /** Did one of them find somebody? */
  found: boolean;
}

/**
 * How often the program wrote to a terminal after it had looked in vain and before it looked again, as long as all of
 * its children lived.
 */
export function reportsBetweenLooks(run: Run, { program, children }: Family): readonly Call[] {
  const firstEnd = Math.min(...children.map(({ ended }) => ended?.at ?? run.duration));
  const reports: Call[] = [];
  let looked = false;
  for (const call of callsBy(run, program.pid)) {
    if (call.at >= firstEnd) break;
    if (foundNobody(call)) looked = true;
    else if (looked && WRITES.includes(call.name) && TERMINAL.test(descriptorOf(call)?.target ?? '')) {
      reports.push(call);
      looked = false;
    }
  }
  return reports;
}
