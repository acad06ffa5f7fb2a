import { join } from 'node:path';
import type { Evidence, Verdict } from '@proclab/core';
import { entriesOf, read } from './processes.ts';

/** What is wrong with the result in a folder, which may be there or not, but not in part. */
export function faultsOfSaved(folder: string): string[] {
  const names = entriesOf(folder);
  const verdict = names.includes('verdict.json')
    ? (parsed(folder, 'verdict.json') as Verdict | null)
    : undefined;
  const evidence = names.includes('evidence.json')
    ? (parsed(folder, 'evidence.json') as Evidence | null)
    : undefined;
  if (verdict === null || evidence === null) return ['a half-written result'];
  if (verdict === undefined) return [];
  if (evidence === undefined) return ['a verdict without its evidence'];
  if (evidence.machine.gradedAt !== verdict.machine.gradedAt) return ['a verdict of other evidence'];
  const traced = evidence.exercises.flatMap(({ exercise, runs }) =>
    runs
      .filter(({ trace, faults }) => trace !== null && faults.length === 0)
      .map(({ id }) => `${exercise}.${id}.strace`),
  );
  return traced.filter((log) => read(join(folder, 'logs', log)) === '').map((log) => `no ${log}`);
}

/** Checks of a result that say of the submission what was the machine's doing; for a program that is right. */
export function blamed(folder: string): string[] {
  const verdict = parsed(folder, 'verdict.json') as Verdict | null;
  const checks = verdict?.exercises.flatMap((exercise) => exercise.checks) ?? [];
  return checks
    .filter(({ status }) => status === 'fail' || status === 'not-checked')
    .map(({ id, seen }) => `${id}: ${seen.en}`);
}

/** Null when it is not whole. */
function parsed(folder: string, name: string): unknown {
  try {
    return JSON.parse(read(join(folder, name)));
  } catch {
    return null;
  }
}
