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

/**
 * The pid by which the sandbox itself knows a process of a Linux that was booted inside it, whose PID namespace lies in
 * its own; the same pid for any other process.
 */
export function pidInSandbox(initHostPid: number, pid: number): number | null {
  const host = hostPidOf(initHostPid, pid);
  return host === null ? null : (pidsOf(host)[1] ?? null);
}

function innerPid(host: number): number | null {
  return pidsOf(host).at(-1) ?? null;
}

/** From the outermost namespace that is seen, which is ours, to its own. */
function pidsOf(host: number): number[] {
  const line = /^NSpid:(.*)$/m.exec(readText(`/proc/${host}/status`))?.[1];
  return line === undefined ? [] : line.trim().split(/\s+/).map(Number);
}

/** Children of the main thread of a process of the host, /proc/PID/task/TID/children, proc(5); empty when it has ended. */
export function childrenOf(host: number): number[] {
  return readText(`/proc/${host}/task/${host}/children`).split(' ').filter(Boolean).map(Number);
}
