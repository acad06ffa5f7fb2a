/** A folder in which groups can be made for controllers that we want. */
export interface CgroupFolder {
  readonly version: 1 | 2;
  readonly folder: string;
}

const WANTED = ['memory', 'pids'];

/**
 * Where our own memory and pids groups are, by /proc/self/cgroup and /proc/self/mountinfo, cgroups(7).
 * Version 1 wins where it holds the controllers, since a controller is bound to one version at a time.
 * Empty when either of the two controllers is nowhere to be found.
 */
export function cgroupFolders(cgroup: string, mountinfo: string): readonly CgroupFolder[] {
  const mounts = mountinfo.trim().split('\n').map(parseMount);
  const groups = cgroup.trim().split('\n').map(parseGroup);

  const first = WANTED.map((controller) => {
    const mount = mounts.find(({ type, options }) => type === 'cgroup' && options.includes(controller));
    const group = groups.find(({ controllers }) => controllers.includes(controller));
    return mount && group ? { version: 1 as const, folder: join(mount, group.path) } : null;
  });
  if (first.every((folder) => folder !== null)) return first;

  const unified = mounts.find(({ type }) => type === 'cgroup2');
  const group = groups.find(({ hierarchy }) => hierarchy === '0');
  const bound = first.some((folder) => folder !== null);
  return unified && group && !bound ? [{ version: 2, folder: join(unified, group.path) }] : [];
}

interface Mount {
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`, proc(5). */
function parseMount(line: string): Mount {
  const [before = '', after = ''] = line.split(' - ');
  const [, , , root = '/', point = '/'] = before.split(' ');
  const [type = '', , options = ''] = after.split(' ');
  return { root, point, type, options: options.split(',') };
}

/** `4:memory:/user.slice`; in version 2 `0::/user.slice`. */
function parseGroup(line: string) {
  const [hierarchy = '', controllers = '', ...path] = line.split(':');
  return { hierarchy, controllers: controllers.split(','), path: path.join(':') };
}

/** In a container the mount shows a part of the tree only, from its root downwards. */
function join({ root, point }: Mount, path: string): string {
  const below = root !== '/' && path.startsWith(root) ? path.slice(root.length) : path;
  return `${point}${below === '/' ? '' : below}`;
}
