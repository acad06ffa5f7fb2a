import type { SourceFile } from '@proclab/core';
import type { Exercise } from '@proclab/lab-kit';
import { knowsNoClock } from './stuck.ts';

/** What lies in the folder of the submission when a scenario begins, by name. */
export type InstalledFiles = ReadonlyMap<string, InstalledFile>;

interface InstalledFile {
  readonly content: string | Uint8Array;
  readonly mode: number;
  /** A program that nothing wakes but other processes, see stuck.ts. */
  readonly clockless: boolean;
}

const SCRIPT = /\.sh$|^rc\.local$/;

/** The programs of an exercise, the lab's own among them, and those files that it lets a submission bring along. */
export function installedFiles(
  { files: wanted = [] }: Exercise,
  executables: ReadonlyMap<string, Uint8Array>,
  submitted: readonly SourceFile[],
): InstalledFiles {
  const brought = submitted.filter(({ path }) => wanted.includes(path));
  const entries: [string, InstalledFile][] = [
    ...brought.map(({ path, text }): [string, InstalledFile] => [
      path,
      { content: text, mode: SCRIPT.test(path) ? 0o755 : 0o644, clockless: false },
    ]),
    ...[...executables].map(([name, content]): [string, InstalledFile] => [
      name,
      { content, mode: 0o755, clockless: knowsNoClock(content) },
    ]),
  ];
  return new Map(entries);
}
