import type { Check, Finding } from '../check.ts';
import type { ExerciseEvidence, Run } from '../evidence.ts';
import type { Text } from '../text.ts';
import { momentOf } from './moment-of.ts';
import { traceTrouble } from './trace-witness.ts';
import { witnessTrouble } from './witnesses.ts';

/** Judges a check on one run. What the two witnesses do not agree on is not checked, whatever the check found. */
export function judgeRun(check: Check, run: Run, exercise: ExerciseEvidence): Finding {
  const [fault] = run.faults;
  if (fault !== undefined) return error(fault.what, run);
  const { finding, others } = ask(check, run, exercise);
  if (finding.status !== 'pass' && finding.status !== 'fail') return finding;
  // What the check looked for in other runs may be missing there through a fault of ours.
  const [missed] = others.flatMap(({ faults }) => faults);
  if (finding.status === 'fail' && missed !== undefined) return error(missed.what, run);
  const moment = momentOf(run, finding.at);
  if (finding.at.moment !== null && moment === null) {
    return error(
      faultOf(check, `it rests on the moment "${finding.at.moment}", which the run does not have`),
      run,
    );
  }
  const trouble = (moment === null ? null : witnessTrouble(moment)) ?? traceTrouble(run);
  return trouble === null ? finding : { ...finding, status: 'not-checked', seen: trouble };
}

/** What the check found, and the runs beyond its own that it looked at: all of them, or none. */
function ask(
  check: Check,
  run: Run,
  exercise: ExerciseEvidence,
): { readonly finding: Finding; readonly others: readonly Run[] } {
  let others: readonly Run[] = [];
  const watched: ExerciseEvidence = {
    ...exercise,
    get runs() {
      return (others = exercise.runs);
    },
  };
  try {
    return { finding: check.judge(run, watched), others };
  } catch (cause) {
    return {
      finding: error(faultOf(check, cause instanceof Error ? cause.message : String(cause)), run),
      others,
    };
  }
}

function error(seen: Text, run: Run): Finding {
  return { status: 'error', seen, exhibits: [], at: { ms: run.duration, moment: null } };
}

function faultOf(check: Check, message: string): Text {
  return {
    zh: `检查项 ${check.id} 自身出错，与提交无关：${message}`,
    en: `The check ${check.id} itself is faulty, not the submission: ${message}`,
  };
}
