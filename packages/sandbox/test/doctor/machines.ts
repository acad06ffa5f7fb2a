import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import type { Examination, Probe } from '../../src/doctor/index.ts';

/** Machines that lack something, made from this one. Each is a command line prefix. */

const ROOT = process.getuid?.() === 0;

export const ORDINARY_USER = ROOT ? ['setpriv', '--reuid', '1000', '--regid', '1000', '--clear-groups'] : [];

/** root, but of a user namespace in which no other uid exists. */
export const LONELY_ROOT = [...ORDINARY_USER, 'unshare', '--user', '--map-root-user'];

/** A machine on which this shell command was run first, with all capabilities of its user namespace. */
function prepared(flags: string, command: string): string[] {
  return [
    ...ORDINARY_USER,
    ...`unshare ${flags} --map-user=1000 --map-group=1000 --keep-caps sh -c`.split(' '),
    `${command} && exec "$@"`,
    ...'sh setpriv --inh-caps=-all --ambient-caps=-all'.split(' '),
  ];
}

export const NO_USER_NAMESPACES = prepared('-U', 'echo 0 >/proc/sys/user/max_user_namespaces');
export const MASKED_PROC = prepared('-Um', 'mount --bind /dev/null /proc/version');

/** Can machines be made here? Not where AppArmor restricts the user namespaces of unshare(1). */
export const NAMESPACES_TO_SPARE = [NO_USER_NAMESPACES, MASKED_PROC].every(
  (machine) => spawnSync('env', [...machine, 'true']).status === 0,
);

/** Builds what the machines run into a new folder that every user may read; returns that folder. */
export async function prepareFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'proclab-machines-'));
  chmodSync(folder, 0o755);
  const fixtures = join(import.meta.dirname, 'fixtures');
  await build({
    input: join(fixtures, 'print-examination.ts'),
    platform: 'node',
    output: { file: join(folder, 'print-examination.mjs') },
    logLevel: 'silent',
  });
  execFileSync('gcc', [join(fixtures, 'container.c'), '-o', join(folder, 'container')]);
  return folder;
}

/** All commands of this machine but these, as a PATH. */
export function pathWithout(folder: string, ...commands: string[]): string {
  const bin = join(folder, `without-${commands.join('-')}`);
  mkdirSync(bin);
  const seen = new Set(commands);
  for (const part of (process.env['PATH'] ?? '').split(':').filter((each) => each.startsWith('/usr'))) {
    for (const name of readdirSync(part)) {
      if (!seen.has(name)) symlinkSync(join(part, name), join(bin, name));
      seen.add(name);
    }
  }
  return bin;
}

/** What the doctor finds on such a machine, by the id of the probe. */
export function examineOn(
  machine: readonly string[],
  folder: string,
  env: NodeJS.ProcessEnv = {},
): Examination & { of(id: string): Probe } {
  const line = [...machine, process.execPath, join(folder, 'print-examination.mjs')];
  const printed = execFileSync('env', line, { cwd: '/', env: { ...process.env, ...env }, encoding: 'utf8' });
  const examination = JSON.parse(printed) as Examination;
  return {
    ...examination,
    of(id) {
      const probe = examination.probes.find((each) => each.id === id);
      if (probe === undefined) throw new Error(`no probe ${id}`);
      return probe;
    },
  };
}
