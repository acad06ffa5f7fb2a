import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A machine that lacks something, made from this one: what to put in front of a command line. */
export type Machine = readonly string[];

/** Who starts the command. */
export type Person = 'root' | 'user';

export const IS_ROOT = process.getuid?.() === 0;

const UID = 1000;
export const ORDINARY_USER: Machine = IS_ROOT
  ? ['setpriv', '--reuid', `${UID}`, '--regid', `${UID}`, '--clear-groups']
  : [];

/** root, but of a user namespace in which no other uid exists. */
export const LONELY_ROOT: Machine = [...ORDINARY_USER, 'unshare', '--user', '--map-root-user'];

/**
 * A machine on which root ran this shell command first, in mounts of its own, which go with the last process. Only root
 * can make it. What must be undone at the end may run `"$@"` itself, and exit.
 */
export function prepared(command: string, person: Person): Machine {
  const who = person === 'user' ? ORDINARY_USER : [];
  return ['unshare', '--mount', 'sh', '-c', `${command} && exec "$@"`, 'sh', ...who];
}

/** A machine on which this shell command was run first, with all capabilities of a user namespace. */
function preparedByItsUser(flags: string, command: string): Machine {
  return [
    ...ORDINARY_USER,
    ...`unshare ${flags} --map-user=${UID} --map-group=${UID} --keep-caps sh -c`.split(' '),
    `${command} && exec "$@"`,
    ...'sh setpriv --inh-caps=-all --ambient-caps=-all'.split(' '),
  ];
}

export const NO_USER_NAMESPACES = preparedByItsUser('-U', 'echo 0 >/proc/sys/user/max_user_namespaces');
export const MASKED_PROC = preparedByItsUser('-Um', 'mount --bind /dev/null /proc/version');

/** Can machines be made here? Not where AppArmor restricts the user namespaces of unshare(1). */
export const NAMESPACES_TO_SPARE = [NO_USER_NAMESPACES, MASKED_PROC].every(
  (machine) => spawnSync('env', [...machine, 'true']).status === 0,
);

const GROUP = `/sys/fs/cgroup/proclab-${process.pid}`;

/** Machines that differ in nothing that a verdict rests on, by what they lack; shell commands for {@link prepared}. */
export const UNLIKE: Readonly<Record<string, string>> = {
  'no control groups': 'umount -lR /sys/fs/cgroup',
  'control groups of version 1':
    'umount -lR /sys/fs/cgroup && mount -t tmpfs none /sys/fs/cgroup && mkdir /sys/fs/cgroup/pids && mount -t cgroup -o pids none /sys/fs/cgroup/pids',
  'control groups of version 2, delegated': [
    'umount -lR /sys/fs/cgroup && mount -t cgroup2 none /sys/fs/cgroup',
    `mkdir ${GROUP} && chown -R ${UID}:${UID} ${GROUP} && trap 'rmdir ${GROUP}' EXIT`,
    `(echo 0 >${GROUP}/cgroup.procs && exec "$@"); exit`,
  ].join(' && '),
  'a /proc that hides what belongs to others': 'mount -t proc -o hidepid=2 none /proc',
  'no /dev/pts': 'mount -t tmpfs -o ro none /dev/pts',
  'a folder for temporary files in which nothing may be run':
    'mount -t tmpfs -o noexec,mode=1777 none /mnt && export TMPDIR=/mnt',
};

/** A folder, with what it holds, on a disk on which only so many KiB are left. */
export function fullDisk(folder: string, left = 0): string {
  return [
    `mount -t tmpfs -o size=1m none /mnt && cp -a ${folder}/. /mnt`,
    `{ cat /dev/zero >/mnt/.used 2>/dev/null; truncate -s -${left}k /mnt/.used; }`,
    `mount --bind /mnt ${folder}`,
  ].join(' && ');
}

/** A folder, or a file, that nobody can write to. */
export function readOnly(path: string): string {
  return `mount --bind ${path} ${path} && mount -o remount,bind,ro ${path}`;
}

/** Commands that are not installed. */
export function notInstalled(...commands: string[]): string {
  const layers = 'lowerdir=/usr/bin,upperdir=/mnt/upper,workdir=/mnt/work';
  return [
    'mount -t tmpfs none /mnt && mkdir /mnt/upper /mnt/work',
    `mount -t overlay -o ${layers} none /usr/bin`,
    `rm ${commands.map((command) => `/usr/bin/${command}`).join(' ')}`,
  ].join(' && ');
}

/** All commands of this machine but these, as a PATH. */
export function pathWithout(folder: string, ...commands: string[]): string {
  const bin = join(folder, `without-${commands.join('-')}`);
  mkdirSync(bin);
  const seen = new Set(commands);
  for (const part of (process.env['PATH'] ?? '').split(':').filter((each) => each.startsWith('/usr'))) {
    for (const name of readdirSync(part)) {
      if (!seen.has(name)) symlinkSync(join(part, name), join(bin, name));
      seen.add(name);
    }
  }
  return bin;
}

/** Builds refuse.c in a folder that every user may read, and gives the machines that refuse something. */
export function refusing(
  folder: string,
): (what: 'namespaces' | 'mounts' | 'tracing' | 'settings') => Machine {
  const program = join(folder, 'refuse');
  execFileSync('gcc', [join(import.meta.dirname, 'refuse.c'), '-o', program]);
  return (what) => [program, what];
}
