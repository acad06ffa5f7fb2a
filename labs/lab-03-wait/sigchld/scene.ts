import {
  atMoment,
  type Check,
  type Exhibit,
  fail,
  type Finding,
  linesOf,
  type Moment,
  momentOf,
  pass,
  type ProcessState,
  psExhibit,
  type Run,
} from '@proclab/lab-kit';
import { livingChildren, noLivingChild } from '../waits/living-children.ts';

/** Who of the program's family is to be seen at a moment, when the children lived at the moment `serving`. */
export interface Scene {
  readonly moment: Moment;
  readonly program: number;
  /** Those that lived at first, by pid. */
  readonly children: readonly ProcessState[];
  /** The program itself and its children, zombies included. */
  readonly family: readonly ProcessState[];
}

/** A judge of the family at one moment. Without living children at the moment `serving` it fails. */
export function ofScene(name: string, judge: (scene: Scene, run: Run) => Finding): Check['judge'] {
  return (run, evidence) => {
    const serving = momentOf(run, 'serving');
    const program = run.programs[0]?.pid ?? 0;
    const children = livingChildren(serving?.processes ?? [], program);
    if (serving !== undefined && children.length === 0) return noLivingChild(evidence, serving);
    return atMoment(name, (moment) => {
      const pids = new Set([program, ...children.map(({ pid }) => pid)]);
      const family = moment.processes.filter(({ pid, ppid }) => pids.has(pid) || ppid === program);
      return judge({ moment, program, children, family }, run);
    })(run, evidence);
  };
}

/** None of these is left, not even as a zombie, and the program lives. */
export function gone({ moment, program, family }: Scene, who: readonly ProcessState[]): Finding {
  const left = family.filter(({ pid }) => who.some((process) => process.pid === pid));
  const sight = {
    moment,
    exhibits: [
      psExhibit(
        moment,
        family.map(({ pid }) => pid),
        'stat',
      ),
    ],
  };
  if (family.every(({ pid }) => pid !== program)) {
    return fail(
      { zh: '程序自己已经结束了', en: 'the program itself had ended' },
      { moment, exhibits: sight.exhibits },
    );
  }
  const names = who.map(({ pid }) => pid);
  return left.length === 0
    ? pass(
        {
          zh: `PID ${names.join('、')} 结束后都已回收，程序还在`,
          en: `PID ${names.join(', ')} ended and were reaped; the program was still there`,
        },
        sight,
      )
    : fail(
        {
          zh: `结束后没有回收的：${left.map(({ pid, state }) => `PID ${pid}（${state}）`).join('、')}`,
          en: `ended and not reaped: ${left.map(({ pid, state }) => `PID ${pid} (${state})`).join(', ')}`,
        },
        sight,
      );
}

/** The last lines of what a terminal has shown. */
export function outputExhibit(shown: string): Exhibit {
  return { kind: 'output', lines: linesOf(shown).slice(-8), marked: null };
}
