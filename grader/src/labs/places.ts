import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { labNamed } from '@proclab/core';

/** Root of the repository; set by bin/proclab.cjs, which knows where it lies. */
export const ROOT = resolve(process.env['PROCLAB_ROOT'] ?? process.cwd());

/** PID 1 of the sandboxes, compiled at set-up. */
export const LABINIT = join(ROOT, 'packages/sandbox/dist/labinit');

/** What is linked to the twins of programs with threads, compiled at set-up. */
export const SLOW_THREADS = join(ROOT, 'packages/sandbox/dist/slow-threads.o');

/** Where the pieces of one lab lie. */
export interface LabPlace {
  /** `lab-08` */
  readonly id: string;
  /** `lab-08-daemons` */
  readonly name: string;
  readonly folder: string;
  readonly solutions: string;
  /** Asked for as `lab-08/ticker`; null for the whole lab. */
  readonly exercise: string | null;
}

/** All labs, in the order of their numbers. */
export function allLabs(): LabPlace[] {
  return readdirSync(join(ROOT, 'labs'))
    .filter((name) => /^lab-\d+-/.test(name))
    .sort()
    .map((name) => place(name, null));
}

/**
 * Finds a lab as a person names it: `lab-07`, `7`, `07`, `lab-07-threads`, `threads`, each
 * perhaps with `/exercise`. Throws a UsageError that lists the labs.
 */
export function findLab(asked: string): LabPlace {
  const [wanted = '', exercise] = asked.replace(/\/$/, '').split('/');
  const labs = allLabs();
  const found = labNamed(
    wanted,
    labs.map(({ name }) => name),
  );
  return place(found, exercise ?? null);
}

/** Those that are asked for; all of them, if none is. */
export function chosenLabs(asked: readonly string[]): LabPlace[] {
  return asked.length > 0 ? asked.map(findLab) : allLabs();
}

function place(name: string, exercise: string | null): LabPlace {
  const id = /^lab-\d+/.exec(name)?.[0] ?? name;
  return { id, name, exercise, folder: join(ROOT, 'labs', name), solutions: join(ROOT, 'solutions', name) };
}
