/**
 * The user that everything of a submission belongs to. Root's processes are exempt from RLIMIT_NPROC
 * (setrlimit(2)) and own the machine's files, so root drops to a user that owns nothing; anybody
 * else stays who they are.
 */
export function sandboxUser(): { readonly uid: number; readonly gid: number } | Record<string, never> {
  return process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
}

/** `nobody` and `nogroup` on Debian and Ubuntu. */
const UNPRIVILEGED = 65534;
