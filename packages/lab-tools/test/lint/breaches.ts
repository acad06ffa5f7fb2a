import { expect, it } from 'vitest';
import { lintLabs } from '../../src/lint/lint-labs.ts';
import { edited, type Files, projectWith } from '../project.ts';
import { GOOD } from './good-lab.ts';

export const LAB = 'labs/lab-20-tea/lab.ts';
export const EXERCISE = 'labs/lab-20-tea/brew/exercise.ts';

/** All findings, each in both languages. */
export async function lint(files: Files): Promise<string[]> {
  const findings = await lintLabs(projectWith(files));
  return findings.map(({ file, line, what }) => `${file}:${line}: ${what.zh} | ${what.en}`);
}

/** A text in both languages, as `lint` has it. */
export type Said = readonly [zh: string, en: string];

/** What is broken, by which words in place of which, and the line in which that is found. */
export type Breach = readonly [what: string, good: string, bad: string, line: number, ...said: Said];

/** A test for each breach of the good lab in this file: it is found, where it is and in both languages, and nothing else is. */
export function eachBreachIn(file: string, ...breaches: readonly Breach[]): void {
  it.each(breaches)('%s', async (_, good, bad, line, zh, en) => {
    expect(await lint(edited(GOOD, file, good, bad))).toEqual([`${file}:${line}: ${zh} | ${en}`]);
  });
}
