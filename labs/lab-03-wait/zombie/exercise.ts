import {
  allReaped,
  atMoment,
  c,
  type Call,
  callsExhibit,
  type Check,
  exercise,
  fail,
  heardTyping,
  isZombie,
  livesExhibit,
  type Moment,
  momentOf,
  natural,
  nothingLeft,
  numbersIn,
  ofFamily,
  pass,
  printedExhibit,
  printedUntil,
  psExhibit,
  type Stage,
  steady,
  type Text,
  traced,
  wholeTable,
  secondsWaited,
} from '@proclab/lab-kit';
import { findAgain, isReaped, type Unreaped, unreapedIn } from './zombies.ts';

async function twoLines(stage: Stage): Promise<void> {
  const program = await stage.terminal.run('./zombie');
  let unreaped: readonly Unreaped[] = [];
  const seen = await stage.moment(
    'zombie',
    { zh: '出现一个僵尸，它的父进程活着', en: 'there is a zombie whose parent is alive' },
    // Two looks, as a process is a zombie for an instant even where its parent waits for it.
    steady((now) => {
      unreaped = unreapedIn(now.processes);
      return unreaped[0] === undefined ? null : String(unreaped[0].zombie.pid);
    }, 2),
    { within: '10s' },
  );
  await stage.terminal.type('\n');
  if (seen) {
    await stage.moment(
      'reaped',
      { zh: '僵尸消失，父进程还活着', en: 'the zombie is gone, its parent still alive' },
      (now) => unreaped.every((each) => isReaped(each, now.processes)),
      { within: '10s' },
    );
  }
  await stage.terminal.type('\n');
  await stage.moment(
    'after',
    {
      zh: '提示符回来，并且程序的进程全部结束',
      en: 'the prompt is back and every process of the program has ended',
    },
    (now) => now.ended(program) !== null && now.processes.length === 0,
    { within: '10s' },
  );
}

const seePs = 'ps -eo pid,ppid,stat,nlwp,args | grep "[z]ombie"';

const zombieSeen: Check = {
  id: 'zombie-seen',
  points: 30,
  must: {
    zh: '子进程已经结束，没有回收：STAT 是 Z，父进程活着',
    en: 'The child has ended, unreaped: STAT Z, its parent alive',
  },
  hint: {
    zh: '子进程要立刻结束；父进程在用户按回车之前不 wait，也不结束。SIGCHLD 设为 SIG_IGN，就根本不会有僵尸。',
    en: 'The child has to end at once. Until Enter is typed the parent does not wait, and does not end either. With SIGCHLD set to SIG_IGN there is no zombie at all.',
  },
  see: seePs,
  blame: ['signal', 'sigaction', 'pthread_exit', 'wait', 'waitpid', 'waitid', 'fork'],
  on: 'natural',
  judge: atMoment('zombie', (moment) => {
    const [found] = unreapedIn(moment.processes);
    if (found === undefined) return noZombie(moment);
    const { zombie, parent } = found;
    return pass(
      {
        zh: `PID ${zombie.pid} 的 STAT 是 Z；它的父进程 ${parent.pid} 是 ${parent.state}`,
        en: `PID ${zombie.pid}: STAT Z; its parent ${parent.pid}: ${parent.state}`,
      },
      { moment, exhibits: [psExhibit(moment, [parent.pid, zombie.pid], 'stat')] },
    );
  }),
};

function noZombie(moment: Moment) {
  const ours = moment.processes.filter(({ role }) => role === 'submission');
  const alike = ours.find((process) => process.state === 'Z' && !isZombie(process));
  const states = ours.map(({ pid, state }) => `${pid} ${state}`).join(', ');
  if (ours.length === 0) {
    return fail(
      {
        zh: '没有僵尸，程序的进程都不在了',
        en: 'there was no zombie, and all processes of the program were gone',
      },
      { moment, exhibits: [wholeTable(moment)] },
    );
  }
  const exhibits = [
    psExhibit(
      moment,
      ours.map(({ pid }) => pid),
      alike === undefined ? 'stat' : 'nlwp',
    ),
  ];
  return alike === undefined
    ? fail({ zh: `没有僵尸：${states}`, en: `there was no zombie: ${states}` }, { moment, exhibits })
    : fail(
        {
          zh: `PID ${alike.pid} 显示为 Z，却还有 ${alike.threads} 个线程：结束的只是主线程，进程还活着`,
          en: `PID ${alike.pid} shows Z but has ${alike.threads} threads: only its main thread has ended, the process lives`,
        },
        { moment, exhibits },
      );
}

const pidsPrinted: Check = {
  id: 'pids-printed',
  points: 10,
  must: {
    zh: '读到回车之前，父进程和子进程的 PID 都打印出来',
    en: 'The PIDs of parent and child are printed before Enter is read',
  },
  hint: {
    zh: '没有 PID，就不知道该在 ps 里找谁。子进程的 PID，在父进程里是 fork 的返回值，在子进程里是 getpid()，不是 0。',
    en: 'Without them you do not know whom to look for with ps. The child’s PID is what fork returns in the parent; in the child it is getpid(), not 0.',
  },
  see: 'strace -f -e trace=process,write ./zombie',
  blame: ['getppid', 'fork', 'vfork', 'clone', 'posix_spawn'],
  on: 'traced',
  judge: ofFamily((family, run) => {
    const { program, made } = family;
    const all = [program, ...made];
    const enter = heardTyping(run, family)[0]?.returnedAt ?? Infinity;
    const printed = new Set(all.flatMap(({ pid }) => numbersIn(printedUntil(run, pid, enter))));
    const children = made.filter(({ pid }) => printed.has(pid));
    const child = children.find(({ parent }) => printed.has(parent ?? NaN));
    const sight = { ms: program.printedAt ?? program.bornAt, exhibits: [printedExhibit(all)] };
    if (child !== undefined) {
      return pass(
        {
          zh: `打印了父进程 ${child.parent} 和子进程 ${child.pid}`,
          en: `the parent ${child.parent} and the child ${child.pid} are there`,
        },
        sight,
      );
    }
    const [alone] = children;
    const missing = alone?.parent ?? made[0]?.pid;
    return fail(
      {
        zh: `读到回车之前，没有打印${alone === undefined ? '子' : '父'}进程的 PID ${missing}`,
        en: `before Enter was read the PID of the ${alone === undefined ? 'child' : 'parent'}, ${missing}, was not printed`,
      },
      sight,
    );
  }),
};

const reapedByWait: Check = {
  id: 'reaped-by-wait',
  points: 20,
  must: {
    zh: '读到回车之后，父进程用 wait 回收子进程，再读一次回车',
    en: 'Once Enter is read the parent reaps the child with a wait call, and then Enter is read again',
  },
  hint: {
    zh: '读到回车（不是睡到某个时候）之后调用 wait、waitpid 或 waitid。kill -9 对僵尸没有用：它已经死了，要的是有人来取走它的退出状态。',
    en: 'When Enter has been read (and not after a sleep), call wait, waitpid or waitid. kill -9 does nothing to a zombie: it is dead already, and what it lacks is somebody to collect its status.',
  },
  see: 'strace -f -e trace=process,kill,read ./zombie',
  blame: ['kill', 'signal', 'sigaction', 'sleep', 'wait', 'waitpid', 'waitid', 'fork'],
  on: 'traced',
  judge: (run, evidence) =>
    ofFamily((family) => {
      const { program, made } = family;
      const ignored = made.find((life) => life.reaped?.by === 'kernel');
      if (ignored !== undefined)
        return fail(
          {
            zh: `PID ${ignored.pid} 一结束就被内核收走了：程序忽略 SIGCHLD`,
            en: `PID ${ignored.pid} was reaped by the kernel as it ended: the program ignores SIGCHLD`,
          },
          { ms: ignored.ended?.at, exhibits: [livesExhibit([program, ...made], 'REAPED BY')] },
        );
      const finding = allReaped(run, evidence);
      if (finding.status !== 'pass') return finding;
      const enters = heardTyping(run, family);
      const reaping = made.flatMap(({ reaped }) => reaped?.call ?? []);
      const late = reaping.filter((wait) => enters.some((enter) => isAfter(wait, enter)));
      if (late.some((wait) => enters.some((enter) => isAfter(enter, wait)))) return finding;
      const calls = [...reaping, ...enters].toSorted((one, other) => one.at - other.at);
      return fail(late.length > 0 ? NO_SECOND_ENTER : NOT_AFTER_ENTER, {
        ms: (late[0] ?? reaping[0])?.at,
        exhibits: [callsExhibit(calls)],
      });
    })(run, evidence),
};

/** Did a call return after another one? */
function isAfter(call: Call, other: Call): boolean {
  return (call.returnedAt ?? Infinity) > (other.returnedAt ?? Infinity);
}

const NOT_AFTER_ENTER: Text = {
  zh: '读到回车之后，没有回收过子进程',
  en: 'no child was reaped after Enter had been read',
};

const NO_SECOND_ENTER: Text = {
  zh: '回收之后，没有再读一次回车',
  en: 'after the child had been reaped Enter was not read again',
};

const gone: Check = {
  id: 'gone-while-parent-lives',
  points: 30,
  must: {
    zh: '按回车以后僵尸消失，父进程仍然活着',
    en: 'After Enter the zombie is gone and the parent lives on',
  },
  hint: {
    zh: '父进程回收之后还要再等一次回车，才能看出僵尸是被它回收的，而不是在它结束之后才被 1 号进程收走。',
    en: 'When it has reaped, the parent waits for Enter once more. Only so can one see that it did that itself, and that it was not process 1 after the parent’s end.',
  },
  see: seePs,
  blame: ['wait', 'waitpid', 'waitid', 'kill', 'getchar', 'read', 'fgets', 'signal', 'fork'],
  on: 'natural',
  judge: atMoment('zombie', (before, run) => {
    const unreaped = unreapedIn(before.processes);
    if (unreaped.length === 0) return noZombie(before);
    const moment = momentOf(run, 'reaped') ?? before;
    const pids = unreaped.flatMap(({ parent, zombie }) => [parent.pid, zombie.pid]);
    const there = moment.processes.some(({ pid }) => pids.includes(pid));
    const exhibits = [there ? psExhibit(moment, pids, 'stat') : wholeTable(moment)];
    const kept = unreaped.find((each) => !isReaped(each, moment.processes));
    return kept === undefined
      ? pass(
          {
            zh: `${zombies(unreaped, '、')} 不见了，父进程 ${unreaped[0]!.parent.pid} 还在`,
            en: `${zombies(unreaped, ', ')} is gone, the parent ${unreaped[0]!.parent.pid} is still there`,
          },
          { moment, exhibits },
        )
      : fail(whyKept(kept, moment), { moment, exhibits });
  }),
};

function zombies(unreaped: readonly Unreaped[], separator: string): string {
  return unreaped.map(({ zombie }) => zombie.pid).join(separator);
}

function whyKept({ zombie, parent }: Unreaped, moment: Moment) {
  return findAgain(parent, moment.processes) === undefined
    ? {
        zh: `父进程 ${parent.pid} 也结束了，看不出是谁回收了 ${zombie.pid}`,
        en: `the parent ${parent.pid} has ended as well: who reaped ${zombie.pid} cannot be seen`,
      }
    : {
        zh: `按回车 ${secondsWaited(moment)} 秒之后，PID ${zombie.pid} 仍是僵尸`,
        en: `${secondsWaited(moment)} s after Enter PID ${zombie.pid} is still a zombie`,
      };
}

const ends: Check = {
  id: 'nothing-left',
  points: 10,
  must: { zh: '再按一次回车，程序结束，什么也不留下', en: 'After a second Enter it ends and leaves nothing' },
  hint: {
    zh: '第二次回车以后，父进程应当结束。',
    en: 'With the second Enter the parent is done.',
  },
  see: `./zombie; ${seePs}`,
  blame: ['pause', 'sleep', 'wait', 'waitpid', 'getchar', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

export default exercise('zombie', {
  title: { zh: '僵尸进程', en: 'A zombie' },
  programs: [c('zombie.c')],
  runs: [natural(twoLines), ...traced(twoLines, 'slow-parent', 'slow-child')],
  checks: [zombieSeen, pidsPrinted, reapedByWait, gone, ends],
});
