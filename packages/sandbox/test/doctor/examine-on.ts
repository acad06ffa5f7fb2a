import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import type { Examination, Probe } from '../../src/doctor/index.ts';
import type { Machine } from '../machines/machines.ts';

/** Builds what the doctor is run with into a new folder that every user may read; returns that folder. */
export async function prepareFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'proclab-machines-'));
  chmodSync(folder, 0o755);
  await build({
    input: join(import.meta.dirname, 'fixtures/print-examination.ts'),
    platform: 'node',
    output: { file: join(folder, 'print-examination.mjs') },
    logLevel: 'silent',
  });
  return folder;
}

/** What the doctor finds on such a machine, by the id of the probe. */
export function examineOn(
  machine: Machine,
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
