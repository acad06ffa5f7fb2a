import { readdirSync, readlinkSync } from 'node:fs';
import type { Descriptor, ProcessState } from '@proclab/core';
import { readBeginning, readText } from './read-text.ts';

/** Milliseconds of one clock tick: USER_HZ is 100 on every Linux that node runs on, time(7). */
const MS_PER_TICK = 10;
/** Major numbers of UNIX98 pseudo-terminals, Documentation/admin-guide/devices.txt. */
const FIRST_PTS_MAJOR = 136;
/** Descriptors that are taken down of one process. */
const MOST_DESCRIPTORS = 1024;
/** Of a command line, bytes; it may have two megabytes, execve(2). */
const MOST_COMMAND_LINE = 16 << 10;

/**
 * Reads every process of a sandbox from outside, through the /proc of its PID 1: nothing inside can
 * forge or hide it, and neither a name that was changed nor PR_SET_DUMPABLE keeps anything back from the owner of
 * the user namespace. Empty when the sandbox is gone.
 *
 * @param shells pids of the session leaders of its terminals
 * @param tellsWaits false where the kernel does not tell in which of its functions a process sleeps
 */
export function readProcesses(
  hostPid: number,
  shells: ReadonlySet<number>,
  tellsWaits = true,
): ProcessState[] {
  return glanceAtProcesses(hostPid, shells, tellsWaits).map((process) => ({ ...process }));
}

/**
 * The same for whoever looks many times a second and seldom at everything: what does not stand in /proc/PID/stat is read
 * when it is asked for, so it has to be asked for at once.
 */
export function glanceAtProcesses(
  hostPid: number,
  shells: ReadonlySet<number>,
  tellsWaits = true,
): ProcessState[] {
  const proc = `/proc/${hostPid}/root/proc`;
  return pidsOf(proc).flatMap((pid) => {
    const process = glance(
      `${proc}/${pid}`,
      pid,
      pid === 1 ? 'init' : shells.has(pid) ? 'shell' : 'submission',
      tellsWaits,
    );
    // Whatever entered from outside has no parent inside: the grader's own ps, not the submission's.
    return process === null || (process.ppid === 0 && pid !== 1) ? [] : [process];
  });
}

function pidsOf(proc: string): number[] {
  try {
    return readdirSync(proc)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  } catch {
    return [];
  }
}

/** The state of one process of the host, as `ps -o state` prints it; null when it is gone. */
export function stateOf(hostPid: number): string | null {
  return statFields(readText(`/proc/${hostPid}/stat`))?.[0] ?? null;
}

/**
 * Does every thread of a process of a sandbox sleep? /proc/PID/stat has the state of its main thread alone, proc(5). False
 * when it has ended.
 *
 * @param hostPid of the PID 1 through whose /proc the pid is meant
 */
export function isAsleep(hostPid: number, pid: number): boolean {
  const tasks = `/proc/${hostPid}/root/proc/${pid}/task`;
  const states = pidsOf(tasks).flatMap((tid) => statFields(readText(`${tasks}/${tid}/stat`))?.[0] ?? []);
  const alive = states.filter((state) => !/[ZX]/.test(state));
  return alive.length > 0 && alive.every((state) => state === 'S');
}

/** Fields 3 and on of /proc/PID/stat, proc(5); the name before them may hold anything. */
function statFields(stat: string): readonly string[] | null {
  const nameEnd = stat.lastIndexOf(')');
  return nameEnd < 0 ? null : stat.slice(nameEnd + 2).split(' ');
}

/** Null when it ended before it was read. */
function glance(
  folder: string,
  pid: number,
  role: ProcessState['role'],
  tellsWaits: boolean,
): ProcessState | null {
  const stat = readText(`${folder}/stat`);
  const fields = statFields(stat);
  if (fields === null) return null;
  const field = (number: number) => Number(fields[number - 3]);
  const live = () => liveThread(folder, fields[0], field(20));
  return {
    pid,
    ppid: field(4),
    pgid: field(5),
    sid: field(6),
    tty: ttyName(field(7)),
    tpgid: field(8),
    state: fields[0] ?? '?',
    threads: field(20),
    comm: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
    get argv() {
      return argumentsIn(readBeginning(`${folder}/cmdline`, MOST_COMMAND_LINE));
    },
    get uid() {
      return Number(/^Uid:\s*(\d+)/m.exec(readText(`${folder}/status`))?.[1] ?? -1);
    },
    cpu: (field(14) + field(15)) * MS_PER_TICK,
    startTime: field(22),
    get wchan() {
      return tellsWaits ? readText(`${live()}/wchan`) || '0' : null;
    },
    get exe() {
      return link(`${live()}/exe`);
    },
    get cwd() {
      return link(`${live()}/cwd`);
    },
    get umask() {
      const umask = /^Umask:\s*([0-7]+)/m.exec(readText(`${live()}/status`))?.[1];
      return umask === undefined ? null : Number.parseInt(umask, 8);
    },
    get descriptors() {
      return readDescriptors(`${live()}/fd`);
    },
    role,
  };
}

/** Each argument ends with a zero byte, proc(5); one that was cut off is kept as far as it goes. */
function argumentsIn(commandLine: string): string[] {
  const words = commandLine.split('\0');
  return words.at(-1) === '' ? words.slice(0, -1) : words;
}

/**
 * Where the resources of a process can be read. Once the main thread has ended (pthread_exit(3)) its
 * own entry has none, but the process has: they are in the entry of any thread that is alive.
 */
function liveThread(folder: string, state: string | undefined, threads: number): string {
  if (state !== 'Z' || threads <= 1) return folder;
  const tasks = pidsOf(`${folder}/task`).map((tid) => `${folder}/task/${tid}`);
  return tasks.find((task) => !/\) [ZX]/.test(readText(`${task}/stat`))) ?? folder;
}

function readDescriptors(folder: string): Descriptor[] | null {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return null;
  }
  return names
    .slice(0, MOST_DESCRIPTORS)
    .map((name) => ({ fd: Number(name), target: link(`${folder}/${name}`) ?? '?' }))
    .sort((a, b) => a.fd - b.fd);
}

/** Takes field 7 of /proc/PID/stat apart: the minor number is split around the major one, proc(5). */
function ttyName(number: number): string | null {
  if (number === 0) return null;
  const major = (number >> 8) & 0xfff;
  const minor = (number & 0xff) | ((number >> 12) & 0xfff00);
  return major >= FIRST_PTS_MAJOR && major < FIRST_PTS_MAJOR + 8
    ? `pts/${(major - FIRST_PTS_MAJOR) * 256 + minor}`
    : `${major}:${minor}`;
}

function link(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
