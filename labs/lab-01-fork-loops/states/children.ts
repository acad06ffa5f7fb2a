import {
  atMoment,
  type Check,
  type Exhibit,
  fail,
  type Finding,
  type Moment,
  type ProcessState,
  psExhibit,
  type Run,
  steadyState,
  type Text,
} from '@proclab/lab-kit';

/** A judge of the children that the program has at that moment. */
export function ofChildren(
  judge: (children: readonly ProcessState[], moment: Moment, run: Run) => Finding,
): Check['judge'] {
  return atMoment('at-once', (moment, run) => {
    const children = childrenOf(moment, run);
    return children.length > 0 ? judge(children, moment, run) : fail(NO_CHILD, { moment });
  });
}

/** The children of the program at a moment, zombies included. */
export function childrenOf(moment: Moment, run: Run): readonly ProcessState[] {
  const program = run.programs[0]?.pid;
  return moment.processes.filter(({ ppid, role }) => role === 'submission' && ppid === program);
}

export const NO_CHILD: Text = {
  zh: '那一刻你启动的进程没有子进程',
  en: 'the process that you start had no child at that moment',
};

/** A background ps looks at the program in the foreground. */
export const SEE = '(sleep 1; ps -o pid,ppid,stat,args) & ./states';

/** Each child with the letter of its state; `?` for one that ps and /proc saw in different states. */
export function statesOf(children: readonly ProcessState[], moment: Moment): Text {
  const shown = children.slice(0, 8).map((child) => `${child.pid} ${steadyState(moment, child) ?? '?'}`);
  if (children.length > shown.length) shown.push('…');
  return { zh: `子进程的状态：${shown.join('，')}`, en: `states of the children: ${shown.join(', ')}` };
}

/** The moment and the lines of ps that show them. */
export function sightOf(
  children: readonly ProcessState[],
  moment: Moment,
): { moment: Moment; exhibits: Exhibit[] } {
  const pids = children.slice(0, 8).map(({ pid }) => pid);
  return { moment, exhibits: [psExhibit(moment, pids, 'stat')] };
}
