import type { Call } from '../evidence.ts';
import type { Process } from './process.ts';

const LIVING = /WIFSTOPPED|WIFCONTINUED/;
const NO_STATUS = /^[^,]*, NULL, ([^,]*)/;
const ENDED = /si_code=CLD_(?:EXITED|KILLED|DUMPED)\b/;
const SI_PID = /si_pid=(\d+)/;
const ONE_PID = /^P_PID, (\d+)/;

/** The child of `parent` whose status a call has collected; null when it is no such call. */
export function collectedChild(parent: Process, call: Call): Process | null {
  if (call.result === null || call.error !== null) return null;
  if (call.name === 'wait4') return collectedByWait4(parent, call.args, call.result);
  return call.name === 'waitid' && !call.args.includes('WNOWAIT')
    ? collectedByWaitid(parent, call.args)
    : null;
}

/** wait4 also returns for children that were stopped or continued, wait(2). */
function collectedByWait4(parent: Process, args: string, result: number): Process | null {
  const child = parent.children.get(result) ?? null;
  if (!child || LIVING.test(args)) return null;
  const options = NO_STATUS.exec(args)?.[1];
  if (options === undefined || child.life.ended) return child;
  const mayBeStop = child.stopped && /WSTOPPED|WUNTRACED/.test(options);
  return mayBeStop || options.includes('WCONTINUED') ? null : child;
}

/** waitid returns 0, and the child in its siginfo; without one, by the id it was asked for. */
function collectedByWaitid(parent: Process, args: string): Process | null {
  const info = SI_PID.exec(args);
  if (info) return ENDED.test(args) ? (parent.children.get(Number(info[1])) ?? null) : null;
  const one = ONE_PID.exec(args);
  const child = one
    ? parent.children.get(Number(one[1]))
    : [...parent.children.values()].find(({ life }) => life.ended);
  return child?.life.ended ? child : null;
}
