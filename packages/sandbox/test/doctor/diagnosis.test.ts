import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/doctor/diagnosis.ts';
import type { KernelSettings } from '../../src/doctor/settings.ts';
import { SYMPTOMS } from '../../src/doctor/symptoms/index.ts';

/** An ordinary Debian 12. */
const DEBIAN: KernelSettings = {
  apparmorRestrictsUserns: null,
  unprivilegedUsernsClone: 1,
  maxUserNamespaces: 96_365,
  ptraceScope: 0,
  seccompFiltered: false,
};
const UBUNTU_24_04: KernelSettings = { ...DEBIAN, apparmorRestrictsUserns: 1, ptraceScope: 1 };
const DOCKER: KernelSettings = { ...DEBIAN, seccompFiltered: true };

const BWRAP_0_8_REFUSED =
  'bwrap: No permissions to creating new namespace, likely because the kernel does not allow non-privileged user' +
  " namespaces. On e.g. debian this can be enabled with 'sysctl kernel.unprivileged_userns_clone=1'.";
const BWRAP_0_11_REFUSED = BWRAP_0_8_REFUSED.replace('to creating new', 'to create a new');
const NO_NAMESPACES_LEFT =
  'bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC)';
const NOT_ATTACHED = 'strace: attach: ptrace(PTRACE_SEIZE, 4711): Operation not permitted';

/** What tools really print, the machine it was printed on, and the cause. */
const CASES: readonly (readonly [printed: string, settings: KernelSettings, id: string])[] = [
  ['bwrap: setting up uid map: Permission denied', UBUNTU_24_04, 'apparmor-restricts-user-namespaces'],
  [
    'bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted',
    UBUNTU_24_04,
    'apparmor-restricts-user-namespaces',
  ],
  ['bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted', DOCKER, 'container-forbids-network-setup'],
  [BWRAP_0_8_REFUSED, { ...DEBIAN, unprivilegedUsernsClone: 0 }, 'user-namespaces-switched-off'],
  [BWRAP_0_8_REFUSED, DOCKER, 'container-forbids-namespaces'],
  [BWRAP_0_11_REFUSED, DOCKER, 'container-forbids-namespaces'],
  [BWRAP_0_11_REFUSED, DEBIAN, 'namespaces-forbidden'],
  [NO_NAMESPACES_LEFT, { ...DEBIAN, maxUserNamespaces: 0 }, 'no-user-namespaces-left'],
  [NO_NAMESPACES_LEFT, DEBIAN, 'namespace-limit'],
  [
    'bwrap: Creating new namespace failed, likely because the kernel does not support user namespaces.' +
      '  bwrap must be installed setuid on such systems.',
    DEBIAN,
    'kernel-without-user-namespaces',
  ],
  ["bwrap: Can't mount proc on /newroot/proc: Operation not permitted", DEBIAN, 'container-masks-proc'],
  ['bwrap: Failed to make / slave: Permission denied', DOCKER, 'container-forbids-mounts'],
  ['bwrap: Unexpected capabilities but not setuid, old file caps config?', DEBIAN, 'stray-capabilities'],
  ['bwrap: Unknown option --size', DEBIAN, 'old-bubblewrap'],
  ['bubblewrap 0.6.1', DEBIAN, 'old-bubblewrap'],
  [NOT_ATTACHED, { ...DEBIAN, ptraceScope: 3 }, 'yama-forbids-tracing'],
  [NOT_ATTACHED, UBUNTU_24_04, 'yama-restricts-tracing'],
  [NOT_ATTACHED, { ...DEBIAN, ptraceScope: null }, 'tracing-forbidden'],
  ['strace: command not found', DEBIAN, 'not-installed'],
  ['Node.js 18.20.4', DEBIAN, 'old-node'],
  [
    '/usr/bin/ld: cannot find -lc: No such file or directory\ncollect2: error: ld returned 1 exit status',
    DEBIAN,
    'no-static-libc',
  ],
  [
    '<stdin>:2:10: fatal error: stdio.h: No such file or directory\ncompilation terminated.',
    DEBIAN,
    'no-libc-headers',
  ],
  ['gcc: fatal error: cannot execute ‘as’: execvp: No such file', DEBIAN, 'part-of-gcc-missing'],
  ["collect2: fatal error: cannot find 'ld'", DEBIAN, 'part-of-gcc-missing'],
  ['temporary files: /tmp ENOSPC', DEBIAN, 'no-temporary-files'],
  ['setuid 65534: EINVAL', DEBIAN, 'cannot-drop-root'],
  ['processes: 0 of 64', DEBIAN, 'limit-per-user'],
];

describe('diagnose', () => {
  it.each(CASES)('%s', (printed, settings, id) => {
    expect(diagnose(printed, settings).id).toBe(id);
  });

  it('knows a case for every symptom of the table', () => {
    const seen = new Set(CASES.map(([, , id]) => id));
    expect(SYMPTOMS.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });

  it('names the package of a missing command', () => {
    const { cause, remedy } = diagnose('bwrap: command not found', DEBIAN);
    expect(cause.en).toBe('there is no command bwrap');
    expect(remedy?.en).toBe('sudo apt-get install -y bubblewrap');
  });

  it('quotes the old version', () => {
    expect(diagnose('bubblewrap 0.6.1', DEBIAN).cause.zh).toContain('bubblewrap 0.6.1');
  });

  it.each(['bubblewrap 0.7.0', 'bubblewrap 0.8.0', 'bubblewrap 0.11.1', 'bubblewrap 1.0.0'])(
    '%s is new enough',
    (version) => {
      expect(diagnose(version, DEBIAN).id).toBe('unknown');
    },
  );

  it('repeats the last words of what it does not know', () => {
    const diagnosis = diagnose('something\nbwrap: the moon is full\n', DEBIAN);
    expect(diagnosis).toEqual({
      id: 'unknown',
      cause: { zh: 'bwrap: the moon is full', en: 'bwrap: the moon is full' },
      remedy: null,
    });
  });
});
