import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { cgroupsBelowOwn } from '../../packages/sandbox/test/own-cgroups.ts';
import type { Place } from './place.ts';
import { entriesOf, familyOf, foregroundGroupOf, phaseOf, type Relative } from './processes.ts';
import { blamed, faultsOfSaved } from './saved.ts';
import { Started } from './started.ts';
import { GRADES, type Graded, type Target, type Trial } from './trials.ts';

/** Whoever is not gone by then survives. */
const GONE_MS = 10_000;
/** What loses a helper goes on to its end by itself. */
const ENDS_MS = 60_000;

export interface Outcome {
  /** What the grader was doing at that moment. */
  readonly phase: string;
  /** Who got the signal; nobody where such a process was not there. */
  readonly hit: string;
  /** What should not be; empty when all is well. */
  readonly complaints: readonly string[];
}

/** How long a whole grade takes, ms, by exercise; of one that is newer than its bundle, `… stale`. */
export type Lives = ReadonlyMap<string, number>;

/** Takes the times. Throws when one of the grades does not give all points. */
export async function livesIn(place: Place): Promise<Lives> {
  const lives = new Map<string, number>();
  for (const { exercise } of GRADES) {
    for (const stale of [true, false]) {
      if (stale) place.age(exercise);
      const began = performance.now();
      const complaints = await gradeAgain(place, exercise);
      if (complaints.length > 0) throw new Error(`${exercise}: ${complaints.join(', ')}`);
      lives.set(keyOf(exercise, stale), performance.now() - began);
    }
  }
  return lives;
}

function keyOf(exercise: Graded, stale: boolean): string {
  return stale ? `${exercise} stale` : exercise;
}

/** Makes one trial, and then grades again. */
export async function attempt(place: Place, trial: Trial, lives: Lives): Promise<Outcome> {
  const { exercise, stale, terminal, signal, target } = trial;
  rmSync(place.out, { recursive: true, force: true });
  const before = { host: onHost(), bundle: place.bundle(exercise) };
  if (stale) place.age(exercise);
  const started = new Started(place, argumentsFor(place, exercise), terminal);
  const grader = await started.grader();
  await momentOf(trial, lives.get(keyOf(exercise, stale)) ?? 0, place, started);

  const family = familyOf(grader);
  const phase = phaseOf(family, stale, entriesOf(place.out).length > 0);
  const hit = strike(target, signal, grader, family);
  const gone = await started.end(hit === 'bwrap' || hit === 'strace' ? ENDS_MS : GONE_MS);
  const survivors = gone ? [] : familyOf(started.pid).slice(1);
  for (const { pid } of survivors) send(pid, 'SIGKILL');

  const complaints = [
    ...survivors.map(({ pid, name }) => `${name} (${pid}) survives`),
    ...(gone ? honestEnd(started, hit, place) : []),
    ...(/terminal changed.*/.exec(started.printed) ?? []),
    ...faultsOfSaved(place.out),
    ...(place.bundle(exercise) === before.bundle ? [] : ['another bundle of the lab']),
    ...(await gradeAgain(place, exercise)).map((each) => `the next grade: ${each}`),
    ...place.leftovers(exercise).map((path) => `${path} is left`),
    // Last, as others come and go here, too.
    ...onHost()
      .filter((each) => !before.host.includes(each))
      .map((each) => `${each} is left`),
  ];
  return { phase, hit, complaints };
}

function argumentsFor({ out }: Place, exercise: Graded): string[] {
  return [exercise, '--reference', '--out', out];
}

async function momentOf({ moment }: Trial, life: number, { out }: Place, started: Started): Promise<void> {
  if ('share' in moment) {
    await pause(moment.share * life);
    return;
  }
  // It is over in a millisecond.
  while (entriesOf(out).length === 0 && !started.over) await pause(0);
  const began = performance.now();
  while (performance.now() - began < moment.saving);
}

/** Sends the signal; gives who got it: the grader itself where there is no such helper. */
function strike(
  target: Target,
  signal: NodeJS.Signals,
  grader: number,
  family: readonly Relative[],
): Target | 'nobody' {
  // Whoever is the last was started last.
  const helper = family.findLast(({ name }) => name === target);
  if (helper !== undefined && send(helper.pid, signal)) return target;
  const group = target === 'group' ? foregroundGroupOf(grader) : null;
  if (group !== null && send(-group, signal)) return target;
  return send(grader, signal) ? 'grader' : 'nobody';
}

/** False when there is nobody any more. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** A grader that only lost a helper comes to an end of its own, and never holds that against the submission. */
function honestEnd({ exitStatus, printed }: Started, hit: string, { out }: Place): string[] {
  if (hit === 'grader' || hit === 'group') return [];
  return [
    ...(exitStatus === 0 || exitStatus === 3 ? [] : [`it ended with ${exitStatus}: ${printed}`]),
    ...(/^ +at /m.test(printed) ? [`it shows a stack trace: ${printed}`] : []),
    ...blamed(out),
  ];
}

async function gradeAgain(place: Place, exercise: Graded): Promise<string[]> {
  const started = new Started(place, argumentsFor(place, exercise), false);
  if (!(await started.end(ENDS_MS))) return ['it does not end'];
  if (started.exitStatus !== 0) return [`it ended with ${started.exitStatus}: ${started.printed}`];
  return entriesOf(place.out).includes('verdict.json') ? faultsOfSaved(place.out) : ['nothing was saved'];
}

/** Mounts and control groups: there must be none afterwards that were not there before. */
function onHost(): string[] {
  return [
    ...readFileSync('/proc/self/mounts', 'utf8')
      .split('\n')
      .map((each) => `mount ${each}`),
    ...cgroupsBelowOwn().map((each) => `control group ${each}`),
  ];
}
