import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Evidence, Verdict } from '@proclab/core';
import { execa } from 'execa';
import { scratchFolder } from '../../../../grader/test/support.ts';
import type { Hostile } from './hostile.ts';
import type { Host } from './host.ts';

/** Who runs the grader; `undefined`: whoever runs the tests. */
export interface User {
  readonly name: string;
  readonly uid: number | undefined;
}

/** What became of a submission. */
export interface Outcome {
  /** The grader's exit status; a string when a signal ended it. */
  readonly exit: number | string;
  /** What it printed for the student. */
  readonly told: string;
  /** Null when nothing was graded. */
  readonly verdict: Verdict | null;
  readonly evidence: Evidence | null;
  /** The same as text, with all logs of compilers and tracers: where a secret would show. */
  readonly saved: string;
  /** Names in the folder of the submission before and after. */
  readonly submission: { readonly before: string; readonly after: string };
}

/** Longer than any grade takes, ms: something has been left behind. */
const LONGEST = 150_000;

/**
 * Grades a hostile submission as a class would: `grade`, by a user, in a process of its own. Returns when the last process
 * has ended that the grader has started, whoever became its parent meanwhile (outlive.c).
 */
export async function handIn(
  { id, exercise, source }: Pick<Hostile, 'id' | 'exercise' | 'source'>,
  host: Host,
  user: User,
  outlive: string,
): Promise<Outcome> {
  const folder = scratchFolder();
  const [submission, result] = [join(folder, 'submission'), join(folder, 'result')];
  mkdirSync(submission);
  placeSource(join(submission, `${exercise}.c`), id, source, host);
  if (source === undefined) {
    copyFileSync(join(import.meta.dirname, 'attempt.h'), join(submission, 'attempt.h'));
    writeFileSync(join(submission, 'host.h'), host.header(submission, result));
  }
  chmodSync(folder, 0o755);
  if (user.uid !== undefined) for (const path of [folder, submission]) chownSync(path, user.uid, user.uid);

  const before = listing(submission);
  const command = [
    join(host.root, 'grade'),
    `lab-01/${exercise}`,
    '--submission',
    submission,
    '--out',
    result,
  ];
  const asUser = user.uid === undefined ? {} : { uid: user.uid, gid: user.uid };
  const { stdout, stderr } = await execa(outlive, command, {
    ...asUser,
    cwd: '/',
    extendEnv: false,
    env: { PATH: process.env['PATH'] ?? '', ...host.environment },
    stdin: 'ignore',
    reject: false,
    timeout: LONGEST,
  });
  const read = (name: string) =>
    existsSync(join(result, name)) ? readFileSync(join(result, name), 'utf8') : null;
  const [verdict, evidence] = [read('verdict.json'), read('evidence.json')];
  return {
    exit: exitOf(stdout),
    told: `${stdout}\n${stderr}`,
    verdict: verdict === null ? null : (JSON.parse(verdict) as Verdict),
    evidence: evidence === null ? null : (JSON.parse(evidence) as Evidence),
    saved: `${verdict}${evidence}`,
    submission: { before, after: listing(submission) },
  };
}

function placeSource(path: string, id: string, kind: Hostile['source'], host: Host): void {
  if (kind === undefined) copyFileSync(join(import.meta.dirname, `${id}.c`), path);
  else if (kind === 'folder') mkdirSync(path);
  else if (kind === 'link')
    symlinkSync(join(host.root, 'solutions/lab-01-fork-loops/reference/siblings.c'), path);
  else if (kind === 'fifo') execFileSync('mkfifo', [path]);
  else {
    writeFileSync(path, '');
    truncateSync(path, 2 ** 40);
  }
}

function listing(folder: string): string {
  return execFileSync('ls', ['-lA', '--time-style=full-iso', folder]).toString();
}

/** outlive.c's last line is the wait status of its command. */
function exitOf(stdout: string): number | string {
  const [, status] = /^ended (\d+)$/m.exec(stdout) ?? [];
  if (status === undefined) return 'something of it is still there';
  const raw = Number(status);
  return (raw & 0x7f) === 0 ? raw >> 8 : `signal ${raw & 0x7f}`;
}

/** What each run shows on its terminals, with plain newlines; the first run is the natural one. */
export function shownIn(evidence: Evidence | null): { run: string; output: string }[] {
  const runs = evidence?.exercises.flatMap((exercise) => exercise.runs) ?? [];
  return runs.map(({ id, terminals }) => {
    const shown = terminals.flatMap(({ output }) => output.map(({ text }) => text));
    return { run: id, output: shown.join('').replaceAll('\r\n', '\n') };
  });
}
