import { existsSync, readFileSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

/** All control groups below those of this process: nobody but it and its children makes any there, cgroups(7). */
export function cgroupsBelowOwn(): string[] {
  return ownCgroups().flatMap(foldersBelow);
}

/** Where this process stands in each hierarchy. */
function ownCgroups(): string[] {
  const memberships = readFileSync('/proc/self/cgroup', 'utf8').trim().split('\n');
  return memberships
    .map((line) => line.split(':'))
    .flatMap(([, controllers = '', path = '']) =>
      controllers === ''
        ? ['', 'unified'].map((mount) => join('/sys/fs/cgroup', mount, path))
        : [join('/sys/fs/cgroup', controllers.replace('name=', ''), path)],
    )
    .filter(
      (folder, index, all) =>
        folder !== '/sys/fs/cgroup/' && all.indexOf(folder) === index && existsSync(folder),
    );
}

function foldersBelow(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [join(folder, name), ...foldersBelow(join(folder, name))]);
}

/** Nothing for a folder that we may not read: nor may a submission then. */
export function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
