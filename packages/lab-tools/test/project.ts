import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Files of a project by their paths. */
export type Files = Readonly<Record<string, string>>;

/** A project with these files, below the tests, so that its labs find the kit; removed when they are over. */
export function projectWith(files: Files): string {
  const root = mkdtempSync(join(import.meta.dirname, '.project-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) put(root, path, text);
  return root;
}

export function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** The files with one piece of text replaced, which must be there. */
export function edited(files: Files, path: string, piece: string, other: string): Files {
  const text = files[path];
  if (!text?.includes(piece)) throw new Error(`${path} has no ${piece}`);
  return { ...files, [path]: text.replace(piece, () => other) };
}
