import {
  callsBy,
  callsExhibit,
  type Check,
  type Exhibit,
  fail,
  type Family,
  type Finding,
  ofFamily,
  pass,
  type Run,
  type Text,
} from '@proclab/lab-kit';
import { type Form, groupsOf, type Reaping, reapingsOf } from './reapings.ts';

/** What the checks look at: the family, who reaped whom, and which child is which. */
export interface Scene {
  readonly run: Run;
  readonly family: Family;
  /** The process group in which each process ended up, by pid. */
  readonly groups: ReadonlyMap<number, number>;
  readonly reapings: readonly Reaping[];
  /** 1 to 5 in the order in which they were made. */
  readonly number: (reaping: Reaping) => number;
  readonly stayed: (reaping: Reaping) => boolean;
  /** All calls of the program that wait or move a process to a group. */
  readonly calls: Exhibit;
}

/** A judge of who reaped whom. A program that makes no process fails. */
export function ofScene(judge: (scene: Scene) => Finding): Check['judge'] {
  return (run, exercise) =>
    ofFamily((family) => {
      const { program, children } = family;
      const groups = groupsOf(run, family);
      return judge({
        run,
        family,
        groups,
        reapings: reapingsOf(family),
        number: ({ child }) => children.indexOf(child) + 1,
        stayed: ({ child }) => groups.get(child.pid) === groups.get(program.pid),
        calls: callsExhibit(callsBy(run, program.pid, 'wait4', 'waitid', 'setpgid')),
      });
    })(run, exercise);
}

/** A judge of the calls of one form: one of them reaped one child, and it was the right one. */
export function oneBy(form: Form, isRight: (reaping: Reaping, scene: Scene) => boolean, argument: Text) {
  return ofScene((scene) => {
    const found = scene.reapings.filter((reaping) => reaping.form === form);
    const [first] = found;
    const sight = { ms: first?.call.at ?? scene.family.children.at(-1)?.bornAt, exhibits: [scene.calls] };
    if (first === undefined) {
      return fail(
        {
          zh: `没有一次 waitpid（${argument.zh}）回收到子进程`,
          en: `no waitpid with ${argument.en} reaped anybody`,
        },
        sight,
      );
    }
    if (found.length > 1 || !isRight(first, scene)) {
      const whom = found.map((each) => scene.number(each));
      return fail(
        {
          zh: `waitpid（${argument.zh}）回收的是第 ${whom.join('、')} 个子进程`,
          en: `waitpid with ${argument.en} reaped: child number ${whom.join(', ')}`,
        },
        sight,
      );
    }
    const rival = scene.reapings.find(
      (earlier) => earlier.call.at < first.call.at && mayTake(earlier, first, scene),
    );
    if (rival !== undefined) {
      return fail(
        {
          zh: `这次成功靠的是运气：在它之前的 waitpid(${rival.asked}) 也可能收走第 ${scene.number(first)} 个子进程`,
          en: `it was luck: the waitpid(${rival.asked}) before it might as well have taken child number ${scene.number(first)}`,
        },
        sight,
      );
    }
    return pass(
      {
        zh: `waitpid(${first.asked}) 回收了第 ${scene.number(first)} 个子进程，PID ${first.child.pid}`,
        en: `waitpid(${first.asked}) reaped child number ${scene.number(first)}, PID ${first.child.pid}`,
      },
      sight,
    );
  });
}

/** Could the earlier call have reaped the child of the later one, had that ended first? Only a single PID leaves no choice. */
function mayTake(earlier: Reaping, later: Reaping, { stayed }: Scene): boolean {
  if (later.form !== 'pid') return earlier.form === 'any';
  return earlier.form === 'any' || (earlier.form === 'own-group' && stayed(later));
}
