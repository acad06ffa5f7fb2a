import { OPEN_CONTAINER, setSysctl } from '../remedies.ts';
import type { Symptom } from './symptom.ts';

const PTRACE_REFUSED = /ptrace\(PTRACE_(SEIZE|ATTACH)[^\n]*: Operation not permitted/;

/** Refusals of ptrace(2), as strace words them. */
export const TRACING: readonly Symptom[] = [
  {
    id: 'yama-forbids-tracing',
    printed: PTRACE_REFUSED,
    when: (settings) => settings.ptraceScope === 3,
    cause: {
      zh: 'Yama 的 kernel.yama.ptrace_scope=3 禁止一切跟踪，直到重启',
      en: 'kernel.yama.ptrace_scope=3 (Yama) forbids all tracing until the next boot',
    },
    remedy: {
      zh: '把 /etc/sysctl.d/ 中的 kernel.yama.ptrace_scope 改为 1，然后重启：grep -r ptrace_scope /etc/sysctl.d && sudo reboot',
      en: 'Set kernel.yama.ptrace_scope to 1 in /etc/sysctl.d/, then reboot: grep -r ptrace_scope /etc/sysctl.d && sudo reboot',
    },
  },
  {
    id: 'yama-restricts-tracing',
    printed: PTRACE_REFUSED,
    when: (settings) => (settings.ptraceScope ?? 0) > 0,
    cause: {
      zh: 'Yama 的 kernel.yama.ptrace_scope 限制了 strace 附加到进程',
      en: 'kernel.yama.ptrace_scope (Yama) keeps strace from attaching',
    },
    remedy: setSysctl('kernel.yama.ptrace_scope', 0),
  },
  {
    id: 'tracing-forbidden',
    printed: PTRACE_REFUSED,
    cause: {
      zh: '内核拒绝 ptrace；在容器里通常是 seccomp 过滤器所致',
      en: 'the kernel refuses ptrace; in a container this is usually its seccomp filter',
    },
    remedy: {
      zh: `${OPEN_CONTAINER.zh}\n旧版 Docker 还需要 --cap-add SYS_PTRACE`,
      en: `${OPEN_CONTAINER.en}\nOld versions of Docker need --cap-add SYS_PTRACE as well`,
    },
  },
];
