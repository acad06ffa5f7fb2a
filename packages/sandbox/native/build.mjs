// Compiles PID 1 of the sandbox: static, so that nothing of the sandbox's own files can be loaded into it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../dist/labinit', import.meta.url));
const sources = readdirSync(here).filter((name) => name.endsWith('.c'));

mkdirSync(new URL('../dist/', import.meta.url), { recursive: true });
const fresh = `${target}.${process.pid}`;
const flags = [
  '-std=gnu11',
  '-O2',
  '-Wall',
  '-Wextra',
  '-Werror=implicit-function-declaration',
  '-static',
  '-s',
];
const { status } = spawnSync('gcc', [...flags, '-o', fresh, ...sources], { cwd: here, stdio: 'inherit' });
if (status === 0) renameSync(fresh, target);
process.exit(status ?? 1);
