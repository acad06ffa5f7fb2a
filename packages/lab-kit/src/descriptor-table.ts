import { type Call, type Descriptor, type Exhibit, FORKS, type ProcessLife, type Run } from '@proclab/core';
import { descriptorOf } from './calls.ts';
import { execCalls } from './execs.ts';
import { pathGiven } from './fifos.ts';

/** An open descriptor, as the calls of a traced run tell it. */
export interface OpenDescriptor extends Descriptor {
  /** What it was opened for, which says which end of a pipe or FIFO it is. */
  readonly access: 'read' | 'write' | 'both';
  readonly closeOnExec: boolean;
}

/** The open descriptors of processes, by pid, each list by fd; those of one that has ended are those it ended with. */
export type DescriptorTables = ReadonlyMap<number, readonly OpenDescriptor[]>;

type Table = Map<number, OpenDescriptor>;

const EXECS: ReadonlySet<string> = new Set(['execve', 'execveat']);
const ACCESS = { O_RDONLY: 'read', O_WRONLY: 'write', O_RDWR: 'both' } as const;

/**
 * Which descriptors every process had open when a call of a traced run was made; with `after`, when it had returned.
 *
 * Known are the descriptors 0, 1 and 2 that the shell gives a program, and all that pipe(2), open(2), dup(2) and
 * fcntl(2) make of them: a forked process gets copies, or shares them with CLONE_FILES, clone(2); execve(2) closes
 * those with the close-on-exec flag. Sockets and other descriptors that no program of a lab needs are not known.
 */
export function descriptorsAt(run: Run, call: Call, when: 'before' | 'after' = 'before'): DescriptorTables {
  const steps = stepsOf(run);
  const own = steps.find((step) => step.call === call);
  const until = when === 'after' ? (own?.at ?? call.returnedAt ?? call.at) : call.at;
  return play(
    run,
    steps.filter((step) => (step.call === call ? when === 'after' : step.at <= until)),
  );
}

/** Which descriptors each process had when it ended, or when the run was over. */
export function descriptorsAtEnd(run: Run): DescriptorTables {
  return play(run, stepsOf(run));
}

/** With which descriptors a process became the last program that it became; null if it never became any. */
export function descriptorsAtLastExec(run: Run, pid: number): readonly OpenDescriptor[] | null {
  const exec = execCalls(run, pid).findLast(({ result }) => result === 0);
  return exec === undefined ? null : (descriptorsAt(run, exec, 'after').get(pid) ?? []);
}

/** Is it the end of a pipe(2)? FIFOs go by their path, proc_pid_fd(5). */
export function isPipe({ target }: Descriptor): boolean {
  return /^pipe:\[\d+\]$/.test(target);
}

/** As `ls -l /proc/PID/fd` ends its lines, with the end of a pipe behind it: `/proc/812/fd/1 -> pipe:[7] (write end)`. */
export function tableExhibit(pid: number, table: readonly OpenDescriptor[]): Exhibit {
  const lines = table.map((one) => {
    const end = isPipe(one) && one.access !== 'both' ? ` (${one.access} end)` : '';
    return `/proc/${pid}/fd/${one.fd} -> ${one.target}${end}`;
  });
  return { kind: 'descriptors', lines, marked: null };
}

interface Step {
  readonly call: Call;
  /** When it takes effect: a fork copies at its entry; everything else is done when its thread goes on, at the latest. */
  readonly at: number;
}

function stepsOf(run: Run): readonly Step[] {
  const next = new Map<number, number>();
  const steps: Step[] = [];
  for (const call of (run.trace?.calls ?? []).toReversed()) {
    const goesOn = next.get(call.tid) ?? Infinity;
    next.set(call.tid, call.at);
    if (call.error !== null || call.result === null) continue;
    const at = FORKS.has(call.name) ? call.at : Math.min(call.returnedAt ?? call.at, goesOn);
    if (FORKS.has(call.name) || EXECS.has(call.name) || call.name in EFFECTS) steps.push({ call, at });
  }
  return steps.toReversed().toSorted((one, other) => one.at - other.at);
}

function play(run: Run, steps: readonly Step[]): DescriptorTables {
  const lives = new Map((run.trace?.processes ?? []).map((life) => [life.pid, life]));
  const tables = new Map<number, Table>();
  const tableOf = (pid: number): Table => {
    const table = tables.get(pid) ?? firstTable(run, lives.get(pid), tableOf);
    tables.set(pid, table);
    return table;
  };
  for (const { call } of steps) {
    const table = tableOf(call.pid);
    EFFECTS[call.name]?.(table, call, run);
    // execve(2) ends sharing.
    if (EXECS.has(call.name)) tables.set(call.pid, keptOverExec(table));
    // The result of a call that made a thread is no process.
    if (FORKS.has(call.name) && lives.has(call.result!))
      tables.set(call.result!, call.args.includes('CLONE_FILES') ? table : new Map(table));
  }
  for (const pid of lives.keys()) tableOf(pid);
  return new Map(
    [...tables].map(([pid, table]) => [pid, [...table.values()].toSorted((one, other) => one.fd - other.fd)]),
  );
}

/** Of a process whose birth is not among the steps: a program that was started, or a child whose maker was killed meanwhile. */
function firstTable(run: Run, life: ProcessLife | undefined, tableOf: (pid: number) => Table): Table {
  if (life !== undefined && life.parent !== null) return new Map(tableOf(life.parent));
  const id = run.programs.find(({ pid }) => pid === life?.pid)?.terminal;
  const terminal = run.terminals.find((one) => one.id === id) ?? run.terminals[0];
  const target = `/dev/${terminal?.tty ?? 'tty'}`;
  return new Map([0, 1, 2].map((fd) => [fd, { fd, target, access: 'both', closeOnExec: false }]));
}

type Effect = (table: Table, call: Call, run: Run) => void;

/** What calls that succeeded do to the table of their process. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  pipe: openPipe,
  pipe2: openPipe,
  open: openFile,
  openat: openFile,
  openat2: openFile,
  creat: openFile,
  dup: (table, call) => copy(table, call, false),
  dup2: (table, call) => copy(table, call, false),
  dup3: (table, call) => copy(table, call, call.args.includes('O_CLOEXEC')),
  fcntl: changeFlag,
  ioctl: changeFlagByIoctl,
  close: (table, call) => void table.delete(fdOf(call)),
  close_range: closeRange,
};

/** `[3<pipe:[7]>, 4<pipe:[7]>], O_CLOEXEC`: the read end comes first, pipe(2). */
function openPipe(table: Table, { args }: Call): void {
  const ends = [...args.matchAll(/(\d+)<([^>]*)>/g)];
  for (const [index, [, fd, target = '']] of ends.entries()) {
    const access = index === 0 ? 'read' : 'write';
    table.set(Number(fd), { fd: Number(fd), target, access, closeOnExec: args.includes('O_CLOEXEC') });
  }
}

/** `AT_FDCWD</home>, "x", O_WRONLY|O_CREAT, 0644`; creat(2) opens for writing. */
function openFile(table: Table, call: Call, run: Run): void {
  const fd = call.result!;
  const flags = call.args.replace(/"(?:[^"\\]|\\.)*"/, '');
  const mode = call.name === 'creat' ? 'O_WRONLY' : /\bO_(?:RDONLY|WRONLY|RDWR)\b/.exec(flags)?.[0];
  const access = ACCESS[(mode ?? 'O_RDONLY') as keyof typeof ACCESS];
  const path = pathGiven(run, call) ?? '';
  const target = table.get(fdNamed(path, call.pid) ?? -1)?.target ?? path;
  table.set(fd, { fd, target, access, closeOnExec: flags.includes('O_CLOEXEC') });
}

/** The descriptor that a process opens anew by `/proc/self/fd/3`, proc_pid_fd(5), or `/dev/fd/3`; null for other paths. */
function fdNamed(path: string, pid: number): number | null {
  const [, own, fd] = /^\/(?:proc\/(self|thread-self|\d+)|dev)\/fd\/(\d+)$/.exec(path) ?? [];
  return fd === undefined || (/^\d/.test(own ?? '') && Number(own) !== pid) ? null : Number(fd);
}

/** The copy has a close-on-exec flag of its own; dup2(2) of a descriptor onto itself does nothing. */
function copy(table: Table, call: Call, flag: boolean): void {
  const given = descriptorOf(call);
  const fd = call.result!;
  if (given === null || given.fd === fd) return;
  const { target, access } = table.get(given.fd) ?? { target: given.target, access: 'both' };
  table.set(fd, { fd, target, access, closeOnExec: flag });
}

function changeFlag(table: Table, call: Call): void {
  const [, command = '', flags = ''] = /^[^,]*, (F_\w+)(?:, (.*))?$/.exec(call.args) ?? [];
  if (command.startsWith('F_DUPFD')) copy(table, call, command === 'F_DUPFD_CLOEXEC');
  if (command === 'F_SETFD') setFlag(table, call, flags.includes('FD_CLOEXEC'));
}

/** ioctl(2) FIOCLEX and FIONCLEX do what F_SETFD does. */
function changeFlagByIoctl(table: Table, call: Call): void {
  const [command] = /\bFION?CLEX$/.exec(call.args) ?? [];
  if (command !== undefined) setFlag(table, call, command === 'FIOCLEX');
}

function setFlag(table: Table, call: Call, closeOnExec: boolean): void {
  const held = table.get(fdOf(call));
  if (held !== undefined) table.set(held.fd, { ...held, closeOnExec });
}

/** `3, 4294967295, CLOSE_RANGE_CLOEXEC`, close_range(2); strace may name what is open there. */
function closeRange(table: Table, { args }: Call): void {
  const [first = 0, last = 0] = args
    .replaceAll(/<[^>]*>/g, '')
    .split(', ')
    .map(Number);
  for (const held of table.values()) {
    if (held.fd < first || held.fd > last) continue;
    if (args.includes('CLOSE_RANGE_CLOEXEC')) table.set(held.fd, { ...held, closeOnExec: true });
    else table.delete(held.fd);
  }
}

function keptOverExec(table: Table): Table {
  return new Map([...table].filter(([, { closeOnExec }]) => !closeOnExec));
}

function fdOf(call: Call): number {
  return descriptorOf(call)?.fd ?? -1;
}
