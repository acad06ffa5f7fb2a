// Compiles what only C can do: PID 1 of the sandbox, static, so that nothing of the sandbox's own files can be
// loaded into it; what slows threads down in the twin of a program; and what speeds strace up.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const FLAGS = ['-std=gnu11', '-O2', '-Wall', '-Wextra', '-Werror=implicit-function-declaration'];

const init = readdirSync(here).filter((name) => name.endsWith('.c'));
mkdirSync(dist, { recursive: true });
process.exitCode =
  gcc('labinit', ['-static', '-s', ...init]) ||
  gcc('slow-threads.o', ['-c', 'threads/slow-threads.c']) ||
  gcc('skip-others.so', ['-shared', '-fPIC', '-s', '-pthread', 'tracer/skip-others.c', '-ldl']);

/** Puts the result in its place at once: a sandbox may be starting from the old one. */
function gcc(name, args) {
  const fresh = `${dist}${name}.${process.pid}`;
  const { status } = spawnSync('gcc', [...FLAGS, ...args, '-o', fresh], { cwd: here, stdio: 'inherit' });
  if (status === 0) renameSync(fresh, `${dist}${name}`);
  return status ?? 1;
}
