import type { ProcessLife, Run, Trace } from '../evidence.ts';
import { execBehind } from '../trace/programs.ts';
import type { TreeNode } from '../verdict.ts';

/**
 * The processes of a traced run as they were at `ms`, zombies included, with PID 1 and the shells
 * that play the logins. Where nothing of the submission was there at that time, as they were when most of it was.
 */
export function tracedProcesses(run: Run, recorded: Trace, ms: number): TreeNode[] {
  const trace = { ...recorded, processes: recorded.processes.map((life) => reapedByShell(run, life)) };
  const present = (time: number) => trace.processes.filter((life) => isPresent(life, time));
  const at = present(ms).length > 0 ? ms : busiestTime(trace);
  const shells = run.terminals.filter(({ hungUpAt }) => hungUpAt === null || hungUpAt > at);
  const there = present(at);
  const pids = new Set([...there, ...shells.map(({ shell }) => ({ pid: shell }))].map(({ pid }) => pid));
  return [
    { pid: 1, ppid: 0, sid: null, tty: null, stat: '-', name: 'init', role: 'init' },
    ...shells.map(({ shell, tty }): TreeNode => ({
      pid: shell,
      ppid: 1,
      sid: shell,
      tty,
      stat: '-',
      name: 'sh',
      role: 'shell',
    })),
    ...there.map((life): TreeNode => {
      const parent = life.parent ?? shellOf(run, life.pid);
      return {
        pid: life.pid,
        // PID 1 takes over what its parent left behind.
        ppid: isParentThere(life, at) && pids.has(parent) ? parent : 1,
        sid: null,
        tty: null,
        stat: hasEnded(life, at) ? 'Z' : '-',
        name: nameOf(run, trace, life, at),
        role: 'submission',
      };
    }),
  ];
}

/** The shell reaps what it started and has its prompt back; it is not traced. */
function reapedByShell(run: Run, life: ProcessLife): ProcessLife {
  if (life.bornBy !== 'start' || life.reaped !== null) return life;
  const back = run.programs.find(({ pid }) => pid === life.pid)?.ended;
  return back == null ? life : { ...life, reaped: { by: 'parent', at: back.at, call: null } };
}

function isPresent(life: ProcessLife, at: number): boolean {
  if (life.bornAt > at) return false;
  return !hasEnded(life, at) || life.reaped === null || life.reaped.at > at;
}

function hasEnded(life: ProcessLife, at: number): boolean {
  return life.ended !== null && life.ended.at <= at;
}

function isParentThere(life: ProcessLife, at: number): boolean {
  return life.orphanedAt === null || life.orphanedAt > at;
}

function shellOf(run: Run, pid: number): number {
  const terminal = run.programs.find((program) => program.pid === pid)?.terminal;
  return run.terminals.find(({ id }) => id === terminal)?.shell ?? 1;
}

/**
 * When most processes were there, for the first time. Counted in one pass: a fork bomb's children are
 * born by the ten thousand.
 */
function busiestTime({ processes }: Trace): number {
  const changes = processes
    .flatMap(({ bornAt, reaped }) => [
      { at: bornAt, by: 1 },
      ...(reaped === null ? [] : [{ at: reaped.at, by: -1 }]),
    ])
    .toSorted((a, b) => a.at - b.at);
  let count = 0;
  let busiest = { at: 0, count: 0 };
  for (const { at, by } of changes) {
    count += by;
    if (count > busiest.count) busiest = { at, count };
  }
  return busiest.at;
}

/** The program it last became; until then the one that its parent was when it was born. */
export function nameOf(run: Run, { processes }: Trace, process: ProcessLife, time: number): string {
  const { exec, life } = execBehind(process, time, processes);
  return basename(exec?.path ?? run.programs.find(({ pid }) => pid === life.pid)?.argv[0] ?? '?');
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
