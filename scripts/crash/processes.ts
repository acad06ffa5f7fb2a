import { readFileSync, readdirSync } from 'node:fs';

/** A process of the host. */
export interface Relative {
  readonly pid: number;
  readonly name: string;
}

/** All that a process has started and that lives, itself included, /proc/PID/task/TID/children, proc(5). */
export function familyOf(pid: number): Relative[] {
  const name = read(`/proc/${pid}/comm`).trim();
  const tasks = entriesOf(`/proc/${pid}/task`).map((tid) => read(`/proc/${pid}/task/${tid}/children`));
  const children = [...new Set(tasks.join(' ').split(/\s+/).filter(Boolean).map(Number))];
  return [...(name === '' ? [] : [{ pid, name }]), ...children.flatMap(familyOf)];
}

/** The group that is in the foreground of the terminal of a process, field 8 of /proc/PID/stat; its own where it has none. */
export function foregroundGroupOf(pid: number): number | null {
  const [, , group, , , foreground] = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
  if (group === undefined || foreground === undefined) return null;
  return foreground > 0 ? foreground : group;
}

/** What a grader is doing, told by what it has started. */
export function phaseOf(family: readonly Relative[], stale: boolean, saves: boolean): string {
  const has = (names: RegExp) => family.some(({ name }) => names.test(name));
  if (family.length === 0) return 'over';
  if (saves) return 'saving';
  if (has(/^(gcc|cc1|as|collect2|ld|readelf)$/)) return 'compiling';
  if (has(/^strace$/)) return 'tracing';
  if (stale && family.filter(({ name }) => name === 'node').length > 1) return 'building the lab';
  return has(/^bwrap$/) ? 'in sandboxes' : 'starting or ending';
}

export function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Empty when it is gone. */
export function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
