import {
  type Check,
  type Exhibit,
  fail,
  type Finding,
  type Moment,
  notChecked,
  type ProcessState,
  psExhibit,
  type Run,
  type Text,
} from '@proclab/core';

/** Some processes of the submission at one moment. */
export interface Selection {
  readonly moment: string;
  readonly pick: (moment: Moment, run: Run) => readonly ProcessState[];
}

/**
 * Who is looked at, and when: `at('working').workers`.
 *
 * - `everyone`: all processes of the submission that are alive; zombies are not.
 * - `workers`: the same without the process that the shell started, unless that one is alone. This is
 *   what a program leaves working behind its back, whatever name it has.
 * - `heads`: those workers whose parent is no worker. The helpers of a daemon are its children, the
 *   daemon itself is not.
 */
export function at(moment: string): Record<'everyone' | 'workers' | 'heads', Selection> {
  return {
    everyone: { moment, pick: everyone },
    workers: { moment, pick: workers },
    heads: { moment, pick: heads },
  };
}

/** The moment of that name; undefined when the run broke off before it. */
export function momentOf(run: Run, name: string): Moment | undefined {
  return run.moments.find((moment) => moment.name === name);
}

/** What all terminals had shown by that moment, one after the other. */
export function shownUntil(run: Run, moment: Moment): string {
  return run.terminals
    .flatMap(({ output }) => output.filter((shown) => shown.at <= moment.at).map(({ text }) => text))
    .join('');
}

/** A judge of one moment. When the run broke off before it, the check is not checked. */
export function atMoment(
  name: string,
  judge: (moment: Moment, ...rest: Parameters<Check['judge']>) => Finding,
): Check['judge'] {
  return (run, exercise) => {
    const moment = momentOf(run, name);
    return moment === undefined ? notChecked(BROKE_OFF, { ms: run.duration }) : judge(moment, run, exercise);
  };
}

/** A judge of selected processes. When none of them was alive there was nothing right to be seen: it fails. */
export function ofProcesses(
  selection: Selection,
  judge: (processes: readonly ProcessState[], moment: Moment, run: Run) => Finding,
): Check['judge'] {
  return atMoment(selection.moment, (moment, run) => {
    const processes = selection.pick(moment, run);
    return processes.length > 0
      ? judge(processes, moment, run)
      : fail(NOBODY, { moment, exhibits: [wholeTable(moment)] });
  });
}

/** The whole `ps` table of a moment. */
export function wholeTable(moment: Moment): Exhibit {
  return psExhibit(
    moment,
    moment.processes.map((process) => process.pid),
    'pid',
  );
}

/**
 * Dead, but not yet reaped. A process whose main thread has ended while others go on is `Z` as well,
 * and lives: it has more than one thread, proc(5).
 */
export function isZombie(process: ProcessState): boolean {
  return process.state === 'X' || (process.state === 'Z' && process.threads <= 1);
}

const NOBODY: Text = {
  zh: '当时这个程序没有任何进程活着',
  en: 'no process of the program was alive then',
};

const BROKE_OFF: Text = {
  zh: '运行提前中断，没有走到要看的那一刻',
  en: 'the run broke off before the moment to look at',
};

function everyone(moment: Moment): readonly ProcessState[] {
  return moment.processes.filter((process) => process.role === 'submission' && !isZombie(process));
}

function workers(moment: Moment, run: Run): readonly ProcessState[] {
  const started = new Set(run.programs.map((program) => program.pid));
  const alive = everyone(moment);
  const others = alive.filter((process) => !started.has(process.pid));
  return others.length > 0 ? others : alive;
}

function heads(moment: Moment, run: Run): readonly ProcessState[] {
  const all = workers(moment, run);
  const pids = new Set(all.map((process) => process.pid));
  return all.filter((process) => !pids.has(process.ppid));
}
