import { readFileSync } from 'node:fs';
import { quoted } from '../edit/quoted.ts';

/** What stands in templates between double braces. */
export type Words = Readonly<Record<string, string>>;

/** A template, `templates/lab/lab.ts`, with its words put in; in a string of TypeScript as the formatter writes it. */
export function filled(template: string, words: Words): string {
  const text = readFileSync(new URL(`../../templates/${template}`, import.meta.url), 'utf8');
  const word = (name: string) => words[name]!;
  return text
    .replace(/'\{\{([a-z-]+)\}\}'/g, (_, name: string) => quoted(word(name)))
    .replace(/\{\{([a-z-]+)\}\}/g, (_, name: string) => word(name));
}
