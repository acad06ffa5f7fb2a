import {
  type Check,
  fail,
  type Finding,
  type Moment,
  pass,
  type ProcessLife,
  psExhibit,
  type Run,
  type Text,
} from '@proclab/core';
import { CHILDLESS, type Family, familyOf, ofFamily } from './family.ts';
import type { Scenario } from './lab.ts';
import { livesExhibit } from './life-exhibits.ts';
import { atMoment } from './moments.ts';
import type { Program, Stage } from './stage.ts';
import { secondsWaited } from './waited.ts';

const AFTER = 'after';

/** A scenario: the program is started and left alone, up to the moment `after`, when all of it has ended. */
export function toTheEnd(program: string, ...args: string[]): Scenario {
  return async (stage: Stage) => untilAllEnded(stage, await stage.terminal.run(program, ...args));
}

/** Waits for a moment of this name: the prompt is back from a program, whatever it may have left behind. */
export async function untilPrompt(stage: Stage, name: string, program: Program): Promise<void> {
  await stage.moment(
    name,
    { zh: '提示符回来', en: 'the prompt comes back' },
    (now) => now.ended(program) !== null,
    { within: '10s' },
  );
}

/** Waits for the moment `after`: the prompt is back from a program, and nothing of the submission is left. */
export async function untilAllEnded(stage: Stage, program: Program): Promise<void> {
  await stage.moment(
    AFTER,
    {
      zh: '提示符回来，并且程序的进程全部结束',
      en: 'the prompt is back and every process of the program has ended',
    },
    (now) => now.ended(program) !== null && now.processes.length === 0,
    { within: '10s' },
  );
}

/** A judge of natural runs: the prompt came back and no process was left. It fails where none was ever made. */
export const nothingLeft: Check['judge'] = atMoment(AFTER, (moment, run, evidence) => {
  // Over in a millisecond, children are seen in the traced runs alone, and maybe in one of several starts.
  const madeAny = (each: Run) =>
    each.programs.some(({ argv }) => (familyOf(each, ...argv)?.made.length ?? 0) > 0);
  if (!evidence.runs.some(madeAny)) return fail(CHILDLESS, { moment });
  return endOfAll(moment, run);
});

/**
 * A finding: at this moment the prompt was back and no process of the submission was left.
 *
 * @param besides pids of programs that the scenario started for company: they may stay
 */
export function endOfAll(moment: Moment, run: Run, besides: readonly number[] = []): Finding {
  if (moment.reached)
    return pass(
      { zh: '提示符回来了，没有留下进程', en: 'the prompt came back and no process was left' },
      { moment },
    );
  const left = moment.processes
    .filter((process) => process.role === 'submission' && !besides.includes(process.pid))
    .map((process) => process.pid);
  const program = run.programs.find(({ pid }) => !besides.includes(pid));
  const back = program?.ended != null && program.ended.at <= moment.at;
  const hit = run.limits[0];
  if (back && left.length === 0 && hit !== undefined)
    return fail(
      { zh: `不是自己结束的：${hit.what.zh}`, en: `it did not end by itself. ${hit.what.en}` },
      { moment },
    );
  return fail(
    {
      zh: `等了 ${secondsWaited(moment)} 秒，提示符${back ? '回来了' : '没有回来'}，还有 ${left.length} 个进程`,
      en: `after ${secondsWaited(moment)} s the prompt was ${back ? 'back' : 'not back'}; processes still there: ${left.length}`,
    },
    { moment, exhibits: [psExhibit(moment, left.slice(0, 8), 'stat')] },
  );
}

/** A judge of traced runs: everyone that was made was reaped by its parent, or by the kernel on its behalf. */
export const allReaped: Check['judge'] = ofFamily(reapedByParents);

/** A finding: everyone that a program made was reaped by its parent, or by the kernel on its behalf. */
export function reapedByParents({ made }: Family): Finding {
  const lost = made.find((life) => life.reaped === null || life.reaped.by === 'init');
  const exhibits = [livesExhibit(made, 'REAPED BY')];
  if (lost !== undefined) return fail(whyLost(lost), { ms: lost.orphanedAt ?? lost.ended?.at, exhibits });
  return pass(
    {
      zh: made.length === 1 ? '子进程由父进程回收' : `${made.length} 个进程都由父进程回收`,
      en:
        made.length === 1
          ? 'the child was reaped by its parent'
          : `all ${made.length} were reaped by their parent`,
    },
    { ms: made.at(-1)?.reaped?.at, exhibits },
  );
}

function whyLost(life: ProcessLife): Text {
  if (life.reaped !== null) {
    return {
      zh: `PID ${life.pid} 没有被父进程回收：父进程先结束，由 PID 1 收走`,
      en: `PID ${life.pid} was not reaped by its parent, which ended first: PID 1 had to do it`,
    };
  }
  return life.ended === null
    ? { zh: `PID ${life.pid} 到最后也没有结束`, en: `PID ${life.pid} had not ended when the run was over` }
    : {
        zh: `PID ${life.pid} 结束后一直是僵尸，没有人回收`,
        en: `PID ${life.pid} ended and stayed a zombie: nobody reaped it`,
      };
}
