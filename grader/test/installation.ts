import { cpSync } from 'node:fs';
import { join } from 'node:path';

/** Copies what a class would have on its machines: everything that grading needs, built. */
export function copyInstallation(project: string, folder: string): void {
  for (const part of [
    'grade',
    'package.json',
    'grader/bin',
    'grader/dist',
    'grader/build-lab.mjs',
    'labs',
    'solutions',
    'packages/sandbox/dist',
  ]) {
    cpSync(join(project, part), join(folder, part), {
      recursive: true,
      preserveTimestamps: true,
      filter: (path) => !/\/(node_modules|submission|\.turbo)$/.test(path),
    });
  }
}
