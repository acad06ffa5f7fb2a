import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '@proclab/core';
import type { Lab } from '@proclab/lab-kit';

/** Names of all folders below `labs/` that hold a lab, sorted. */
export function labNames(root: string): readonly string[] {
  return readdirSync(join(root, 'labs'))
    .filter((name) => existsSync(join(root, 'labs', name, 'lab.ts')))
    .sort();
}

/**
 * Loads a lab from its sources.
 *
 * @param name of its folder
 * @throws UsageError when it does not load
 */
export async function loadLab(root: string, name: string): Promise<Lab> {
  const path = join('labs', name, 'lab.ts');
  try {
    return ((await import(pathToFileURL(join(root, path)).href)) as { default: Lab }).default;
  } catch (error) {
    throw new UsageError(
      'LAB_LOAD',
      { zh: `${path} 加载不了：${String(error)}`, en: `${path} does not load: ${String(error)}` },
      {
        zh: '请先改好它；npx tsc -p . 会指出类型错误。',
        en: 'Mend it first; `npx tsc -p .` shows errors of types.',
      },
    );
  }
}
