import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '@proclab/core';
import { findLab } from './places.ts';

/** A source of a lab's own program, from the folder of its exercise. Throws where it is not there. */
export function helperSource(lab: string, exercise: string, path: string): SourceFile {
  return { path, text: readFileSync(join(findLab(lab).folder, exercise, path), 'utf8') };
}
