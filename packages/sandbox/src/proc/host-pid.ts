import { readText } from './read-text.ts';

/**
 * The pid by which the host knows a process of the sandbox, found by walking down from PID 1
 * (/proc/PID/task/TID/children and NSpid in /proc/PID/status, proc(5)); null when there is none.
 */
export function hostPidOf(initHostPid: number, pid: number): number | null {
  const waiting = [initHostPid];
  for (let host = waiting.pop(); host !== undefined; host = waiting.pop()) {
    if (innerPid(host) === pid) return host;
    waiting.push(...childrenOf(host));
  }
  return null;
}

function innerPid(host: number): number | null {
  const line = /^NSpid:(.*)$/m.exec(readText(`/proc/${host}/status`))?.[1];
  return line === undefined ? null : Number(line.trim().split(/\s+/).at(-1));
}

function childrenOf(host: number): number[] {
  return readText(`/proc/${host}/task/${host}/children`).split(' ').filter(Boolean).map(Number);
}
