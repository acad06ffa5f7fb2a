import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support.ts';

const SIBLINGS = readFileSync(join(ROOT, 'solutions/lab-01-fork-loops/reference/siblings.c'), 'utf8');

/** The reference, which does something more once its children are reaped. */
export function siblingsThat(does: string): string {
  const [before, after] = SIBLINGS.split('    return status;\n');
  return `#include <signal.h>\nstatic void woken(int number) { (void)number; }\n${before}${does}\n    return status;\n${after}`;
}
