import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_DEV, OWN_PROC, inSandbox } from '../bubblewrap.ts';
import { cgroupFolders } from '../cgroup-folders.ts';
import { Trouble, outputOf } from '../run.ts';
import type { Inspection } from './inspection.ts';

export const LIMITS: readonly Inspection[] = [
  {
    id: 'disk-limit',
    title: { zh: '磁盘与 /dev/shm 的上限', en: 'limits on disk and /dev/shm' },
    otherwise: 'missing',
    async look({ account }) {
      const small = ['/tmp', '/dev/shm'].flatMap((folder) => ['--size', '1048576', '--tmpfs', folder]);
      const fill =
        'head -c 2097152 /dev/zero >/tmp/x; head -c 2097152 /dev/zero >/dev/shm/x; wc -c </tmp/x; wc -c </dev/shm/x';
      const sizes = outputOf('bwrap', await inSandbox(account, [...OWN_DEV, ...small], fill));
      if (sizes !== '1048576\n1048576\n') throw new Trouble(`tmpfs: ${sizes}`);
      return { zh: '写入 2 MiB，在 1 MiB 处停住', en: 'of 2 MiB, 1 MiB could be written' };
    },
  },
  {
    id: 'process-limit',
    title: { zh: '进程数的上限', en: 'limit on processes' },
    otherwise: 'missing',
    async look({ account }) {
      // The shell ends when it can't fork, and as PID 1 takes all the others along.
      const forkOn = 'i=0; while [ $i -lt 64 ]; do sleep 9 & i=$((i+1)); echo $i; done';
      const ran = await inSandbox(account, OWN_DEV, `exec prlimit --nproc=16 sh -c '${forkOn}'`);
      if (/prlimit: not found/.test(ran.stderr)) throw new Trouble('prlimit: command not found');
      const forks = ran.stdout.match(/^\d+$/gm)?.length ?? 0;
      if (forks === 0 && !/cannot fork/i.test(ran.stderr)) throw new Trouble(ran.stderr.trim());
      if (forks === 0 || forks > 16) throw new Trouble(`processes: ${forks} of 64`);
      return {
        zh: `上限为 16 时，第 ${forks + 1} 次 fork 失败`,
        en: `with a limit of 16, fork number ${forks + 1} failed`,
      };
    },
  },
  {
    id: 'system-v',
    title: { zh: 'System V IPC 的上限', en: 'limits on System V IPC' },
    otherwise: 'weak',
    async look({ account }) {
      const parts = [...OWN_PROC, '--cap-add', 'CAP_SYS_ADMIN'];
      const remount = 'mount --bind /proc/sys /proc/sys && mount -o remount,bind,rw /proc/sys';
      const ran = await inSandbox(account, parts, `${remount} && echo 4096 >/proc/sys/kernel/shmall`);
      if (ran.code === 0) return { zh: '可以设置', en: 'they can be set' };
      // Without a sandbox nothing can be said of it.
      if (ran.stderr.startsWith('bwrap: ')) throw new Trouble(ran.stderr.trim());
      return {
        found: {
          zh: '不能设置（Linux 6.9 之前）；程序里的 shmget、semget、msgget 会被拒绝',
          en: 'they cannot be set (before Linux 6.9); programs are refused shmget, semget and msgget',
        },
        remedy: null,
      };
    },
  },
  {
    id: 'cgroups',
    title: { zh: '控制组（cgroup）', en: 'control groups' },
    otherwise: 'weak',
    async look() {
      const folders = cgroupFolders(
        readFileSync('/proc/self/cgroup', 'utf8'),
        readFileSync('/proc/self/mountinfo', 'utf8'),
      );
      const refusal = folders.map(({ folder }) => whyNotWritable(folder)).find((reason) => reason !== null);
      const version = folders.some((folder) => folder.version === 2) ? 'v2' : 'v1';
      const none = { zh: '没有 memory 与 pids 控制器', en: 'no memory and pids controllers' };
      const here =
        folders.length === 0
          ? none
          : refusal === undefined
            ? { zh: `cgroup ${version} 可写`, en: `cgroup ${version} may be written` }
            : {
                zh: `cgroup ${version} 不可写（${refusal}）`,
                en: `cgroup ${version} may not be written (${refusal})`,
              };
      return {
        zh: `${here.zh}；沙箱不靠它：内存由 1 号进程抽样监视，进程数由 RLIMIT_NPROC 限制`,
        en: `${here.en}; not needed: PID 1 watches memory, RLIMIT_NPROC holds processes`,
      };
    },
  },
];

/** Really makes a group, since permission bits do not tell the whole truth; null when that works. */
function whyNotWritable(folder: string): string | null {
  const group = join(folder, `proclab-doctor-${process.pid}`);
  try {
    mkdirSync(group);
    rmdirSync(group);
    return null;
  } catch (error) {
    return `${folder}: ${(error as NodeJS.ErrnoException).code}`;
  }
}
