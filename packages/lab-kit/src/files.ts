import type { FileEvidence, Run } from '@proclab/core';
import type { Now } from './stage.ts';

/** The folder that a path is directly in; `/` for `/x`. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** Files of every type that came into being during the run, by birth. */
export function newFiles(run: Run): readonly FileEvidence[] {
  return run.files.filter((file) => !file.existedBefore).toSorted((one, other) => one.bornAt - other.bornAt);
}

/** Groups by folder; the fullest folder comes first. */
export function byFolder<F extends { readonly path: string }>(
  files: readonly F[],
): readonly { folder: string; files: readonly F[] }[] {
  const folders = new Map<string, F[]>();
  for (const file of files)
    folders.set(folderOf(file.path), [...(folders.get(folderOf(file.path)) ?? []), file]);
  return [...folders]
    .map(([folder, found]) => ({ folder, files: found }))
    .toSorted((one, other) => other.files.length - one.files.length);
}

/** What was born at one stroke: each birth less than `apart` ms after the one before it. */
export function bursts<F extends { readonly bornAt: number }>(
  files: readonly F[],
  apart: number,
): readonly (readonly F[])[] {
  const found: F[][] = [];
  for (const file of files) {
    const last = found.at(-1)?.at(-1);
    if (last !== undefined && file.bornAt - last.bornAt < apart) found.at(-1)!.push(file);
    else found.push([file]);
  }
  return found;
}

/** A condition: since it was first asked, the count has grown. */
export function grows(count: (now: Now) => number): (now: Now) => boolean {
  let first: number | null = null;
  return (now) => {
    const current = count(now);
    first ??= current;
    return current > first;
  };
}
