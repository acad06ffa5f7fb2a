import { INSTALL_LIBC_HEADERS, NEWER_BUBBLEWRAP, NEWER_NODE, install } from '../remedies.ts';
import type { Symptom } from './symptom.ts';

/** Commands and libraries that are not there or too old, and limits that do not hold. */
export const TOOLS: readonly Symptom[] = [
  {
    id: 'not-installed',
    printed: /^(\S+): command not found$/m,
    cause: ([, command = '']) => ({ zh: `没有 ${command} 这个命令`, en: `there is no command ${command}` }),
    remedy: ([, command = '']) => install(command),
  },
  {
    id: 'part-of-gcc-missing',
    printed: /cannot (?:execute|find) [‘'](as|ld)['’]/,
    cause: ([, command = '']) => ({
      zh: `gcc 要用的 ${command} 没有安装`,
      en: `${command}, which gcc needs, is not installed`,
    }),
    remedy: ([, command = '']) => install(command),
  },
  {
    id: 'no-temporary-files',
    printed: /^temporary files: (\S+) (\w+)$/,
    cause: ([, folder = '', code = '']) => ({
      zh: `${folder} 里写不了临时文件（${code}）`,
      en: `no temporary file can be written in ${folder} (${code})`,
    }),
    remedy: {
      zh: '在那里腾出空间或检查权限，或者指定另一个文件夹：export TMPDIR=/var/tmp',
      en: 'Make room there or check its permissions, or name another folder: export TMPDIR=/var/tmp',
    },
  },
  {
    id: 'old-bubblewrap',
    printed: /bubblewrap 0\.[0-6](\.\d+)?\b|Unknown option --size/,
    cause: ([seen]) => ({
      zh: `bubblewrap 版本过低：需要 0.7 或更高（从 0.7 起才有 --size），这里是“${seen}”`,
      en: `bubblewrap is too old: --size needs 0.7 or later, and this is "${seen}"`,
    }),
    remedy: NEWER_BUBBLEWRAP,
  },
  {
    id: 'old-node',
    printed: /^Node\.js (\S+)$/,
    cause: ([, version]) => ({
      zh: `版本过低：需要 20.19 或更高，这里是 ${version}`,
      en: `too old: 20.19 or later is needed, and this is ${version}`,
    }),
    remedy: NEWER_NODE,
  },
  {
    id: 'no-static-libc',
    printed: /cannot find -lc\b/,
    cause: { zh: '链接器找不到静态 C 库 libc.a', en: 'the linker finds no static C library (libc.a)' },
    remedy: INSTALL_LIBC_HEADERS,
  },
  {
    id: 'no-libc-headers',
    printed: /fatal error: [^\n]*\.h: No such file|cannot find [^\n]*crt1\.o/,
    cause: { zh: '缺少 C 库的头文件', en: 'the headers of the C library are missing' },
    remedy: INSTALL_LIBC_HEADERS,
  },
  {
    id: 'cannot-drop-root',
    printed: /^setuid \d+: (EPERM|EINVAL)$/m,
    cause: {
      zh: '这里的 root 无法切换成普通用户（例如只映射了一个 uid 的用户命名空间）',
      en: 'root cannot become an ordinary user here (as in a user namespace that maps a single uid)',
    },
    remedy: {
      zh: '请用普通用户运行；容器则为其映射一段 uid（podman：去掉 --userns=keep-id 之类的选项）',
      en: 'Start as an ordinary user, or give the container a range of uids (podman: drop options like --userns=keep-id)',
    },
  },
  {
    id: 'limit-per-user',
    printed: /^processes: 0 of 64$/m,
    cause: {
      zh: '进程数上限按整个用户计，而不是按沙箱计（Linux 5.14 之前的内核）',
      en: 'the process limit counts all processes of the user, not those of the sandbox (Linux before 5.14)',
    },
    remedy: { zh: '升级到 Linux 5.14 或更新的内核', en: 'Move to Linux 5.14 or later' },
  },
];
