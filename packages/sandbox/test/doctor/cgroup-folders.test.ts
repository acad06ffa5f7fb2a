import { describe, expect, it } from 'vitest';
import { cgroupFolders } from '../../src/doctor/cgroup-folders.ts';

const UNIFIED = '30 24 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate';

describe('cgroupFolders', () => {
  it('finds the one tree of version 2', () => {
    const group = '0::/user.slice/user-1000.slice/session-2.scope';
    expect(cgroupFolders(group, UNIFIED)).toEqual([
      { version: 2, folder: '/sys/fs/cgroup/user.slice/user-1000.slice/session-2.scope' },
    ]);
  });

  it('finds the two trees of version 1 beside a version 2 without controllers', () => {
    const mounts = [
      '31 30 0:27 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory',
      '32 30 0:28 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids',
      '33 30 0:29 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw',
    ].join('\n');
    expect(cgroupFolders('8:pids:/\n4:memory:/grader/7\n0::/', mounts)).toEqual([
      { version: 1, folder: '/sys/fs/cgroup/memory/grader/7' },
      { version: 1, folder: '/sys/fs/cgroup/pids' },
    ]);
  });

  it('starts at the root of the mount in a container', () => {
    const mount = '30 24 0:26 /docker/abc /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw';
    expect(cgroupFolders('0::/docker/abc', mount)).toEqual([{ version: 2, folder: '/sys/fs/cgroup' }]);
  });

  it('keeps colons in the name of a group', () => {
    expect(cgroupFolders('0::/a:b', UNIFIED)).toEqual([{ version: 2, folder: '/sys/fs/cgroup/a:b' }]);
  });

  it('finds none when only one of the controllers is mounted', () => {
    const mounts = `31 30 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n${UNIFIED}`;
    expect(cgroupFolders('4:memory:/\n0::/', mounts)).toEqual([]);
  });

  it('finds none when nothing is mounted', () => {
    expect(cgroupFolders('0::/', '25 1 0:22 / /proc rw - proc proc rw')).toEqual([]);
  });
});
