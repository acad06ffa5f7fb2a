import type { Text } from '@proclab/core';
import { verbatim } from './remedies.ts';
import type { KernelSettings } from './settings.ts';
import { SYMPTOMS } from './symptoms/index.ts';

/** Why something did not work, and what to do about it. */
export interface Diagnosis {
  /** Kebab-case name of the cause; `unknown` when no symptom matched. */
  readonly id: string;
  readonly cause: Text;
  readonly remedy: Text | null;
}

/** Names the cause behind what a command printed. The table is read from the top; the first match counts. */
export function diagnose(printed: string, settings: KernelSettings): Diagnosis {
  for (const symptom of SYMPTOMS) {
    const match = symptom.printed.exec(printed);
    if (match === null || symptom.when?.(settings) === false) continue;
    const { id, cause, remedy } = symptom;
    return { id, cause: resolve(cause, match), remedy: remedy === null ? null : resolve(remedy, match) };
  }
  return { id: 'unknown', cause: verbatim(lastWords(printed)), remedy: null };
}

function resolve(text: Text | ((match: RegExpExecArray) => Text), match: RegExpExecArray): Text {
  return typeof text === 'function' ? text(match) : text;
}

/** Tools name what stopped them last. */
function lastWords(printed: string): string {
  return printed.trim().split('\n').at(-1) ?? '';
}
