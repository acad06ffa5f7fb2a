import type { Check, Finding } from '../check.ts';
import type { ExerciseEvidence, Run, SourceFile } from '../evidence.ts';
import type { CheckStatus, CheckVerdict } from '../verdict.ts';
import { obstacle } from './obstacle.ts';
import { likelySource } from './likely-source.ts';
import { judgeRun } from './run-finding.ts';
import { momentOf } from './moment-of.ts';
import { processTree } from './process-tree.ts';
import { storyOf } from './story.ts';
import { witnessOf } from './witness.ts';

/** A finding and the run it was made in. */
interface Sighting {
  readonly run: Run;
  readonly finding: Finding;
}

/**
 * Judges one check on every run of its kind. It passes only if it holds in each of them; one run
 * in which it does not is enough to fail; short of that an error outweighs what could not be checked.
 */
export function judgeCheck(
  check: Check,
  exercise: ExerciseEvidence,
  files: readonly SourceFile[],
): CheckVerdict {
  const runs = exercise.runs.filter((run) => isJudgedOn(check, run));
  const obstructed = obstacle(check, exercise, runs);
  if (obstructed !== null) return verdict(check, obstructed.status, { seen: obstructed.seen });
  const sightings = runs.map((run): Sighting => ({ run, finding: judgeRun(check, run, exercise) }));
  const decisive = decide(sightings);
  const { status, seen, exhibits, at } = decisive.finding;
  const { run } = decisive;
  const found = {
    seen,
    exhibits,
    at: {
      run: run.id,
      schedule: run.schedule,
      moment: at.moment,
      ms: at.ms,
      stuck: momentOf(run, at)?.stuckAfter != null,
    },
    witness: witnessOf(run, decisive.finding),
  };
  if (status !== 'fail') return verdict(check, status, found);
  const onlyUnder = failingSchedules(run, sightings);
  return verdict(check, status, {
    ...found,
    onlyUnder,
    story: onlyUnder.length === 0 ? null : storyOf(run, decisive.finding),
    source: likelySource(check.blame, exercise.build, files),
    tree: processTree(run, at),
  });
}

function isJudgedOn({ on, scenario }: Check, { id, schedule }: Run): boolean {
  if ((schedule === 'natural') !== (on === 'natural')) return false;
  return scenario === undefined || id === scenario || id.startsWith(`${scenario} `);
}

function decide(sightings: readonly Sighting[]): Sighting {
  const ofStatus = (status: CheckStatus) => sightings.find(({ finding }) => finding.status === status);
  return (ofStatus('fail') ?? ofStatus('error') ?? ofStatus('not-checked') ?? ofStatus('pass')) as Sighting;
}

/** Empty unless the same scenario passed under another schedule. */
function failingSchedules({ scenario }: Run, sightings: readonly Sighting[]): CheckVerdict['onlyUnder'] {
  const played = sightings.filter(({ run }) => run.scenario === scenario);
  if (!played.some(({ finding }) => finding.status === 'pass')) return [];
  const failing = played.filter(({ finding }) => finding.status === 'fail');
  return [...new Set(failing.map(({ run }) => run.schedule))];
}

function verdict(
  check: Check,
  status: CheckStatus,
  found: Pick<CheckVerdict, 'seen'> & Partial<CheckVerdict>,
): CheckVerdict {
  return {
    id: check.id,
    status,
    points: { earned: status === 'pass' ? check.points : 0, possible: check.points },
    expected: check.must,
    exhibits: [],
    at: null,
    witness: null,
    onlyUnder: [],
    story: null,
    source: null,
    hint: check.hint,
    see: check.see,
    tree: [],
    ...found,
  };
}
