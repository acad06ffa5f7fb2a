import { NAMESPACES } from './namespaces.ts';
import type { Symptom } from './symptom.ts';
import { TOOLS } from './tools.ts';
import { TRACING } from './tracing.ts';

/** Read from the top; causes that are more certain come before others with the same symptom. */
export const SYMPTOMS: readonly Symptom[] = [...TOOLS, ...NAMESPACES, ...TRACING];
