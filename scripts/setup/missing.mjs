import { isAbsolute } from 'node:path';
import { existsSync } from 'node:fs';
import { hasCommand, run } from './run.mjs';

/**
 * What the project uses of a machine, and Debian's packages for it. Only the thing itself is looked for,
 * wherever it came from. `builds`: without it nothing can be built.
 */
const NEEDS = [
  { what: 'bwrap', packages: ['bubblewrap'] },
  { what: 'gcc', packages: ['gcc', 'libc6-dev'], builds: true },
  { what: 'stdio.h', packages: ['libc6-dev'], builds: true, present: hasHeader },
  { what: 'libc.a', packages: ['libc6-dev'], builds: true, present: hasStaticLibrary },
  { what: 'readelf', packages: ['binutils'] },
  { what: 'busybox', packages: ['busybox'] },
  { what: 'ps', packages: ['procps'] },
  { what: 'strace', packages: ['strace'] },
  { what: 'nsenter', packages: ['util-linux'] },
  { what: 'prlimit', packages: ['util-linux'] },
  { what: 'setpriv', packages: ['util-linux'] },
  { what: 'git', packages: ['git'] },
];

export function findMissing() {
  return NEEDS.filter(({ what, present = hasCommand }) => !present(what));
}

function hasHeader(name) {
  return run('gcc', ['-fsyntax-only', '-x', 'c', '-'], { input: `#include <${name}>\n` }).status === 0;
}

/** gcc prints the whole path of a library that it finds, and the bare name otherwise. */
function hasStaticLibrary(name) {
  const { output } = run('gcc', [`-print-file-name=${name}`]);
  return isAbsolute(output) && existsSync(output);
}
