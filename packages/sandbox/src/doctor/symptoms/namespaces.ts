import { APPARMOR_PROFILE, OPEN_CONTAINER, setSysctl } from '../remedies.ts';
import type { Symptom } from './symptom.ts';

/** bwrap 0.8 says "to creating", later ones "to create a". */
const NO_NEW_NAMESPACE =
  /No permissions to creat\w* (a )?new namespace|Creating new namespace failed: Operation not permitted/;

/** Refusals to make a private Linux, as bwrap words them. */
export const NAMESPACES: readonly Symptom[] = [
  {
    id: 'apparmor-restricts-user-namespaces',
    printed:
      /setting up uid map: Permission denied|loopback: Failed RTM_NEWADDR|Creating new namespace failed: Permission denied/,
    when: (settings) => settings.apparmorRestrictsUserns === 1,
    cause: {
      zh: 'AppArmor 限制普通用户创建用户命名空间（Ubuntu 23.10 起的默认设置）',
      en: 'AppArmor restricts user namespaces of ordinary users (the default since Ubuntu 23.10)',
    },
    remedy: APPARMOR_PROFILE,
  },
  {
    id: 'user-namespaces-switched-off',
    printed: NO_NEW_NAMESPACE,
    when: (settings) => settings.unprivilegedUsernsClone === 0,
    cause: {
      zh: '内核设置 kernel.unprivileged_userns_clone=0 禁止普通用户创建用户命名空间',
      en: 'kernel.unprivileged_userns_clone=0 forbids ordinary users to create user namespaces',
    },
    remedy: setSysctl('kernel.unprivileged_userns_clone', 1),
  },
  {
    id: 'container-forbids-namespaces',
    printed: NO_NEW_NAMESPACE,
    when: (settings) => settings.seccompFiltered,
    cause: {
      zh: '容器的 seccomp 过滤器禁止创建命名空间',
      en: "the container's seccomp filter forbids new namespaces",
    },
    remedy: OPEN_CONTAINER,
  },
  {
    id: 'namespaces-forbidden',
    printed: NO_NEW_NAMESPACE,
    cause: {
      zh: '内核或其安全模块拒绝创建命名空间',
      en: 'the kernel, or a security module in it, refuses to create new namespaces',
    },
    remedy: {
      zh: `查看拒绝的原因：sudo dmesg | tail\n如果在容器里，${OPEN_CONTAINER.zh}`,
      en: `See who refused: sudo dmesg | tail\nIn a container: ${OPEN_CONTAINER.en}`,
    },
  },
  {
    id: 'no-user-namespaces-left',
    printed: /max_\*_namespaces exceeded|Creating new namespace failed: No space left on device/,
    when: (settings) => settings.maxUserNamespaces === 0,
    cause: {
      zh: '内核设置 user.max_user_namespaces=0 不允许任何用户命名空间',
      en: 'user.max_user_namespaces=0 allows no user namespace at all',
    },
    remedy: setSysctl('user.max_user_namespaces', 15_000),
  },
  {
    id: 'namespace-limit',
    printed: /max_\*_namespaces exceeded|Creating new namespace failed: No space left on device/,
    cause: {
      zh: '命名空间的数量或嵌套层数达到了内核上限',
      en: 'a limit of the kernel on the number or the nesting of namespaces is reached',
    },
    remedy: {
      zh: '查看各项上限，把为 0 的调高：sysctl -a --pattern "^user.max_.*_namespaces"',
      en: 'Look at the limits and raise those that are 0: sysctl -a --pattern "^user.max_.*_namespaces"',
    },
  },
  {
    id: 'kernel-without-user-namespaces',
    printed: /kernel does not support user namespaces/,
    cause: {
      zh: '内核不支持用户命名空间（WSL 1 或未启用 CONFIG_USER_NS 的内核）',
      en: 'the kernel has no user namespaces (WSL 1, or a kernel built without CONFIG_USER_NS)',
    },
    remedy: {
      zh: '换用发行版自带的内核；在 Windows 上升级到 WSL 2：wsl --set-version <发行版名称> 2',
      en: "Use the distribution's own kernel; on Windows move to WSL 2: wsl --set-version <distribution> 2",
    },
  },
  {
    id: 'container-masks-proc',
    printed: /Can't mount proc on [^\n]*: (Operation not permitted|Permission denied)/,
    cause: {
      zh: '容器遮盖了 /proc 的一部分，内核因此不允许再挂载新的 /proc',
      en: 'the container masks parts of /proc, so the kernel allows no fresh /proc to be mounted',
    },
    remedy: OPEN_CONTAINER,
  },
  {
    id: 'container-forbids-mounts',
    printed: /Failed to make \/ slave|pivot_root|Failed to mount tmpfs|Can't mount (devpts|tmpfs|mqueue)/,
    cause: {
      zh: '容器的 AppArmor 配置禁止挂载文件系统',
      en: "the container's AppArmor profile forbids mounts",
    },
    remedy: OPEN_CONTAINER,
  },
  {
    id: 'container-forbids-network-setup',
    printed: /loopback: Failed RTM_NEW(ADDR|LINK)/,
    cause: {
      zh: '无法在新的网络命名空间里启用回环接口：缺少 CAP_NET_ADMIN',
      en: 'the loopback interface of a new network namespace cannot be set up: CAP_NET_ADMIN is missing',
    },
    remedy: {
      zh: `${OPEN_CONTAINER.zh}\n仍然不行，再加上 --cap-add NET_ADMIN`,
      en: `${OPEN_CONTAINER.en}\nIf that is not enough, add --cap-add NET_ADMIN`,
    },
  },
  {
    id: 'stray-capabilities',
    printed: /Unexpected capabilities but not setuid/,
    cause: {
      zh: '当前进程带有额外的 capability，bwrap 因此拒绝运行',
      en: 'this process holds extra capabilities, and bwrap refuses to run with them',
    },
    remedy: {
      zh: '去掉它们再启动：setpriv --inh-caps=-all --ambient-caps=-all npm run doctor',
      en: 'Start without them: setpriv --inh-caps=-all --ambient-caps=-all npm run doctor',
    },
  },
];
