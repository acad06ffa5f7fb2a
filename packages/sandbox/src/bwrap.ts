import { BOOT_FOLDERS } from './boot/boot-plan.ts';
import type { Limits } from './limits.ts';

/** Where a submission lives inside the sandbox; the folder that its terminals start in. */
export const HOME = '/home/student';

/** The environment of a program, as a login shell would give it. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
  HOME,
  USER: 'student',
  LOGNAME: 'student',
  SHELL: '/bin/bash',
  TERM: 'xterm',
  LANG: 'C.UTF-8',
  PWD: HOME,
};

/** Descriptors that bwrap inherits, by what they are for. */
export const CONTROL_FD = 3;
export const LABINIT_FD = 4;

const SYSTEM_FOLDERS = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];
const NEEDED_FROM_ETC = ['ld.so.cache', 'alternatives', 'localtime'];

/**
 * The command line of bwrap(1) for one private Linux: own users, processes, mounts, network, IPC and
 * host name; a root in memory; of the host's files nothing but /usr, read-only. `--unshare-all` only
 * *tries* a user namespace, hence `--unshare-user` beside it.
 *
 * Nothing here may end bwrap while it sets up, or the child that waits for its user namespace would wait for
 * ever. Hence no `--die-with-parent` and no `--info-fd`, whose reader may be gone (SIGPIPE): when the grader
 * ends, PID 1 comes up, finds its connection closed, and ends everything.
 */
export function bwrapArguments(limits: Limits, firstPid: number): string[] {
  // prettier-ignore
  return [
    '--unshare-user', '--unshare-all', '--as-pid-1',
    '--uid', '0', '--gid', '0', '--hostname', 'lab', '--clearenv',
    // Kept by PID 1 for its first lines alone, see settle_kernel in init.c.
    '--cap-add', 'CAP_SYS_ADMIN', '--cap-add', 'CAP_SETPCAP',
    '--size', String(limits.disk), '--tmpfs', '/',
    '--ro-bind', '/usr', '/usr', ...systemFolders(),
    '--proc', '/proc', '--dev', '/dev',
    '--size', String(16 << 20), '--tmpfs', '/dev/shm',
    '--symlink', '/run/systemd/journal/dev-log', '/dev/log', '--remount-ro', '/dev',
    // A mount of its own, so that it cannot be renamed and planted anew beside a live ld.so.preload.
    '--size', String(8 << 20), '--tmpfs', '/etc',
    ...NEEDED_FROM_ETC.flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
    '--ro-bind', '/dev/null', '/etc/ld.so.preload',
    '--perms', '1777', '--dir', '/tmp', '--perms', '1777', '--dir', '/var/tmp',
    '--dir', '/var/log', '--dir', '/run', '--symlink', '../run', '/var/run',
    '--dir', '/root', '--dir', HOME, '--dir', '/mnt', '--dir', '/opt', '--dir', '/srv',
    ...BOOT_FOLDERS.flatMap((folder) => ['--dir', folder]),
    '--perms', '0555', '--ro-bind-data', String(LABINIT_FD), '/.lab/init',
    '--chdir', '/',
    '--', '/.lab/init', String(firstPid),
  ];
}

/**
 * /bin and its like, mounted even where they are links into /usr: a link in the private root could be renamed, and
 * a loader planted in its place would be run by the grader's own ps, with capabilities.
 */
function systemFolders(): string[] {
  return SYSTEM_FOLDERS.flatMap((name) => ['--ro-bind-try', `/${name}`, `/${name}`]);
}

/** What init finds as long as nobody has written an inittab(5) of their own; a boot plan takes its place. */
export const DEFAULT_INITTAB =
  '# rc.local, init.d, systemd units and @reboot lines are started by themselves.\n';

/** Files that a program expects in /etc, without the names of the host's users. */
export const ETC_FILES: Readonly<Record<string, string>> = {
  '/etc/passwd': `root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n`,
  '/etc/group': 'root:x:0:\ntty:x:5:\nnogroup:x:65534:\n',
  '/etc/hosts': '127.0.0.1 localhost lab\n',
  '/etc/hostname': 'lab\n',
  '/etc/inittab': DEFAULT_INITTAB,
  '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
};
