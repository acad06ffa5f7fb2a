import { join } from 'node:path';
import { execa } from 'execa';
import { UsageError, type Language, type Verdict } from '@proclab/core';
import { verdictSchema } from '@proclab/core/schema';
import { quickEnvironment } from '../quick-environment.ts';

/** What became of one lab. */
export type Outcome =
  | { readonly kind: 'graded'; readonly verdict: Verdict; readonly status: 0 | 1 | 3 }
  /** The submission cannot be taken (2), or the grader could not do its work (3). */
  | { readonly kind: 'refused'; readonly why: string; readonly status: 2 | 3 };

export interface Place {
  /** Where the grader lies: the base. */
  readonly root: string;
  /** A folder with `labs/LAB/submission/` in it, and nothing else. */
  readonly folder: string;
  /** Where verdict, evidence and logs are saved; null: nowhere. */
  readonly out: string | null;
}

/** Grades a submission as `./grade LAB` does, with the grader of the base and in a process of its own. */
export async function gradeLab(
  lab: string,
  { root, folder, out }: Place,
  language: Language,
): Promise<Outcome> {
  const args = ['grade', lab, '--submission', `labs/${lab}/submission`, '--json', '--lang', language];
  const { exitCode, stdout, stderr, signal } = await execa(
    process.execPath,
    [join(root, 'grader/bin/proclab.cjs'), ...args, ...(out === null ? [] : ['--out', join(out, lab)])],
    { cwd: folder, env: quickEnvironment(), extendEnv: false, reject: false, stdin: 'ignore' },
  );
  if (stdout !== '' && (exitCode === 0 || exitCode === 1 || exitCode === 3)) {
    return { kind: 'graded', verdict: verdictSchema.parse(JSON.parse(stdout)), status: exitCode };
  }
  const [why = ''] = stderr.split('\n').filter((line) => /^[A-Z_]+: /.test(line));
  return { kind: 'refused', why: why || String(signal ?? exitCode), status: exitCode === 2 ? 2 : 3 };
}

/** Why a submission was not even given to the grader. */
export function refusal(error: UsageError, language: Language): Outcome {
  return {
    kind: 'refused',
    why: `${error.code}: ${error.what[language]} ${error.next[language]}`,
    status: 2,
  };
}
