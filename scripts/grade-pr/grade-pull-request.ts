import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError, type Language } from '@proclab/core';
import { sortChanges } from './changes.ts';
import { Repository } from './git.ts';
import { gradeLab, refusal, type Outcome } from './grade-lab.ts';
import { chooseFiles, writeFiles } from './submission.ts';

export interface PullRequest {
  /** The checkout that grades: grader and labs come from here. */
  readonly root: string;
  /** The repository that holds both commits; usually the same. */
  readonly repository: string;
  readonly base: string;
  readonly head: string;
  /** Where verdicts, evidence and logs are saved, one folder for each lab; null: nowhere. */
  readonly out: string | null;
  readonly language: Language;
}

/** What was found out about a pull request. */
export interface Graded {
  /** What became of each lab that it touches and the base has. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Labs whose submission it removes. */
  readonly removed: readonly string[];
  /** Labs that the base does not have. */
  readonly unknown: readonly string[];
  /** What else it changes. */
  readonly others: readonly string[];
}

/**
 * Grades the labs whose submission a pull request touches. Of its head, files of `labs/LAB/submission/` are read as data,
 * and nothing else is: it is not checked out, and none of it runs outside the sandbox. Throws a UsageError when
 * the commits cannot be found.
 */
export async function gradePullRequest(pullRequest: PullRequest): Promise<Graded> {
  const repository = new Repository(pullRequest.repository);
  const base = await repository.commit(pullRequest.base);
  const head = await repository.commit(pullRequest.head);
  const paths = await repository.changedPaths(await repository.mergeBase(base, head), head);
  const { labs, unknown, others } = sortChanges(paths, labsOf(pullRequest.root));
  const outcomes = new Map<string, Outcome>();
  const removed: string[] = [];
  // One after the other: each takes all of the machine that it can use.
  for (const lab of labs) {
    const outcome = await gradeSubmission(repository, head, lab, pullRequest);
    if (outcome === null) removed.push(lab);
    else outcomes.set(lab, outcome);
  }
  return { outcomes, removed, unknown, others };
}

function labsOf(root: string): string[] {
  return readdirSync(join(root, 'labs'))
    .filter((name) => /^lab-\d+-[\w-]+$/.test(name) && existsSync(join(root, 'labs', name, 'lab.ts')))
    .sort();
}

/** Null: the head has no submission of this lab any more. */
async function gradeSubmission(
  repository: Repository,
  head: string,
  lab: string,
  { root, out, language }: PullRequest,
): Promise<Outcome | null> {
  const entry = await repository.entryAt(head, `labs/${lab}/submission`);
  if (entry === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'proclab-pr-'));
  try {
    // Where it is no folder, it is looked at as if it were a file in one.
    const files = chooseFiles(entry.type === 'tree' ? await repository.entriesOf(entry.object) : [entry]);
    await writeFiles(repository, files, join(folder, 'labs', lab, 'submission'));
    return await gradeLab(lab, { root, folder, out }, language);
  } catch (error) {
    if (error instanceof UsageError) return refusal(error, language);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
