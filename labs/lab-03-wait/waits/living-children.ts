import {
  CHILDLESS,
  type ExerciseEvidence,
  fail,
  familyOf,
  type Finding,
  isZombie,
  type Moment,
  type ProcessState,
  psExhibit,
} from '@proclab/lab-kit';

/** The children of a process that are alive, by pid; zombies are not. */
export function livingChildren(
  processes: readonly ProcessState[],
  parent: number | undefined,
): readonly ProcessState[] {
  return processes
    .filter((process) => process.ppid === parent && !isZombie(process))
    .toSorted((one, other) => one.pid - other.pid);
}

/** The finding where no child was alive: none was ever made, or those that there were had no living parent. */
export function noLivingChild(evidence: ExerciseEvidence, moment: Moment | undefined): Finding {
  if (!evidence.runs.some((run) => (familyOf(run)?.made.length ?? 0) > 0)) return fail(CHILDLESS, { moment });
  const left = moment?.processes.filter(({ role }) => role === 'submission').map(({ pid }) => pid) ?? [];
  return fail(
    { zh: '当时程序没有活着的子进程', en: 'at that moment the program had no living child' },
    {
      moment,
      exhibits:
        moment === undefined || left.length === 0 ? [] : [psExhibit(moment, left.slice(0, 8), 'ppid')],
    },
  );
}
