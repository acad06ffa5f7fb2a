import { closeSync, openSync, readFileSync } from 'node:fs';
import { unbuiltFault } from './fault.ts';

/** Opens what `npm run setup` compiles, for reading; gives the descriptor. Throws a SandboxError when it cannot be. */
export function openBuilt(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw unbuiltFault(error as NodeJS.ErrnoException);
  }
}

/** Reads it. Throws a SandboxError when it cannot be. */
export function readBuilt(path: string): Buffer {
  const built = openBuilt(path);
  try {
    return readFileSync(built);
  } finally {
    closeSync(built);
  }
}
