import type { Text } from '@proclab/core';

/** The same words in both languages: a command, a version. */
export function verbatim(words: string): Text {
  return { zh: words, en: words };
}

/** Debian's and Ubuntu's packages for each command that the grader runs. */
const PACKAGES: Readonly<Record<string, string>> = {
  as: 'binutils',
  bwrap: 'bubblewrap',
  gcc: 'gcc libc6-dev',
  ld: 'binutils',
  readelf: 'binutils',
  nsenter: 'util-linux',
  prlimit: 'util-linux',
  ps: 'procps',
  strace: 'strace',
};

export function install(command: string): Text {
  return verbatim(`sudo apt-get install -y ${PACKAGES[command] ?? command}`);
}

export const INSTALL_LIBC_HEADERS = verbatim('sudo apt-get install -y libc6-dev');

export const NEWER_NODE = verbatim(
  'curl -fsSL https://deb.nodesource.com/setup_22.x | sudo bash - && sudo apt-get install -y nodejs',
);

/** No archive of Ubuntu 22.04 carries more than 0.6.1, so that it has to be built there. */
export const NEWER_BUBBLEWRAP = verbatim(
  [
    'sudo apt-get install -y curl xz-utils meson ninja-build pkg-config libcap-dev',
    'curl -fsSL https://github.com/containers/bubblewrap/releases/download/v0.9.0/bubblewrap-0.9.0.tar.xz | tar -xJ -C /tmp',
    'meson setup -Dtests=false /tmp/bubblewrap-0.9.0/build /tmp/bubblewrap-0.9.0',
    'sudo meson install -C /tmp/bubblewrap-0.9.0/build',
  ].join('\n'),
);

/** Ubuntu's own profile for bwrap; 25.04 and later load it by themselves. */
export const APPARMOR_PROFILE: Text = {
  zh:
    'sudo apt-get install -y apparmor-profiles\n' +
    'sudo install -m 644 /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/\n' +
    'sudo apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict\n' +
    '用完即弃的机器（如 CI）也可以：sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  en:
    'sudo apt-get install -y apparmor-profiles\n' +
    'sudo install -m 644 /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/\n' +
    'sudo apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict\n' +
    'or, on a throw-away machine such as CI: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
};

const DOCKER =
  'docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined' +
  ' --security-opt systempaths=unconfined …';
const PODMAN = 'podman run --security-opt seccomp=unconfined --security-opt unmask=ALL …';

export const OPEN_CONTAINER: Text = {
  zh: `用下面的选项重新启动容器：\n${DOCKER}\n${PODMAN}`,
  en: `Start the container with these options:\n${DOCKER}\n${PODMAN}`,
};

/** sysctl.d(5): what holds now, and after the next boot. */
export function setSysctl(key: string, value: number): Text {
  return verbatim(
    `sudo sysctl -w ${key}=${value} && echo '${key}=${value}' | sudo tee /etc/sysctl.d/60-proclab.conf`,
  );
}
