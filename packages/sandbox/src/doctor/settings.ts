import { readFileSync } from 'node:fs';

/** What the kernel says about itself that helps to name the cause of a refusal. Null: it has no such setting. */
export interface KernelSettings {
  /** kernel.apparmor_restrict_unprivileged_userns, Ubuntu 23.10 and later: 1 restricts. */
  readonly apparmorRestrictsUserns: number | null;
  /** kernel.unprivileged_userns_clone, Debian's and Ubuntu's own patch: 0 forbids. */
  readonly unprivilegedUsernsClone: number | null;
  /** user.max_user_namespaces, namespaces(7): 0 forbids. */
  readonly maxUserNamespaces: number | null;
  /** kernel.yama.ptrace_scope, ptrace(2): 0 free, 1 descendants, 2 administrators, 3 nobody. */
  readonly ptraceScope: number | null;
  /** Does a seccomp filter sit on this very process (Seccomp: 2 in /proc/self/status, proc(5))? */
  readonly seccompFiltered: boolean;
}

/** Reads the settings of the running kernel; never throws. */
export function readKernelSettings(): KernelSettings {
  return {
    apparmorRestrictsUserns: readNumber('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    unprivilegedUsernsClone: readNumber('/proc/sys/kernel/unprivileged_userns_clone'),
    maxUserNamespaces: readNumber('/proc/sys/user/max_user_namespaces'),
    ptraceScope: readNumber('/proc/sys/kernel/yama/ptrace_scope'),
    seccompFiltered: /^Seccomp:\s*2$/m.test(readOrEmpty('/proc/self/status')),
  };
}

function readNumber(path: string): number | null {
  const text = readOrEmpty(path).trim();
  return text === '' ? null : Number(text);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
