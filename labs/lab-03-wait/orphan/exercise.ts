import {
  at,
  atMoment,
  c,
  type Call,
  callsBy,
  callsExhibit,
  type Check,
  exercise,
  fail,
  type Finding,
  is,
  isZombie,
  livesExhibit,
  type Moment,
  momentOf,
  natural,
  numbersIn,
  ofFamily,
  pass,
  printedAfter,
  printedExhibit,
  type ProcessLife,
  type ProcessState,
  psExhibit,
  type Run,
  type Selection,
  showStatus,
  type Stage,
  traced,
  wholeTable,
  secondsWaited,
} from '@proclab/lab-kit';

/** Who adopts orphans where nobody has asked for it with PR_SET_CHILD_SUBREAPER, prctl(2). */
const INIT = 1;

async function untilTerminated(stage: Stage): Promise<void> {
  const program = await stage.terminal.run('./orphan');
  let orphans: readonly ProcessState[] = [];
  const adopted = await stage.moment(
    'orphan',
    { zh: '一个活着的进程的 PPID 变成 1', en: 'a living process of the program has PPID 1' },
    (now) => (orphans = adoptedOf(now.processes)).length > 0,
    { within: '10s' },
  );
  if (adopted) {
    await stage.moment(
      'spoken',
      { zh: '它打印了新的 PPID', en: 'it has printed its new PPID' },
      // A number at the very end may be the beginning of a longer one.
      (now) => numbersIn(now.output.replace(/\d+$/, '')).includes(INIT),
      { within: '10s' },
    );
    for (const { pid } of orphans) await stage.signal(pid, 'SIGTERM');
  }
  await stage.moment(
    'after',
    { zh: '程序的进程全部结束', en: 'every process of the program has ended' },
    (now) => now.ended(program) !== null && now.processes.length === 0,
    { within: '10s' },
  );
}

function adoptedOf(processes: readonly ProcessState[]): readonly ProcessState[] {
  return processes.filter(
    (process) => process.role === 'submission' && process.ppid === INIT && !isZombie(process),
  );
}

/** The orphans where there are any; else those that should have become some. */
const orphans: Selection = {
  moment: 'orphan',
  pick: (moment, run) => {
    const adopted = adoptedOf(moment.processes);
    return adopted.length > 0 ? adopted : at('orphan').workers.pick(moment, run);
  },
};

const seePs = './orphan; ps -eo pid,ppid,stat,args | grep "[o]rphan"';
const seeCalls = 'strace -f -e trace=process,getppid,write ./orphan';

const adopted = is({
  id: 'ppid-1',
  points: 30,
  who: orphans,
  has: { ppid: INIT },
  must: {
    zh: '子进程比父进程活得久，PPID 变成 1',
    en: 'The child outlives its parent and then has PPID 1',
  },
  hint: {
    zh: '父进程要先结束：不 wait，直接 return 或 exit。子进程打印完还要留一会儿，否则 ps 来不及看到它：用 pause()。',
    en: 'The parent has to end first: no wait, just return or exit. And when the child has printed, it must stay for ps to see it: use pause().',
  },
  see: seePs,
  blame: ['wait', 'waitpid', 'waitid', 'prctl', 'pause', 'sleep', 'fork'],
});

/** A judge of those processes that have outlived their parent. */
function ofOrphans(judge: (left: readonly ProcessLife[], run: Run) => Finding): Check['judge'] {
  return (run, evidence) =>
    ofFamily(({ program, made }) => {
      const left = made.filter((life) => life.orphanedAt !== null);
      if (left.length > 0) return judge(left, run);
      return fail(
        {
          zh: `创建了 ${made.length} 个进程，没有一个比它的父进程活得久`,
          en: `processes made: ${made.length}; none of them outlived its parent`,
        },
        { ms: program.ended?.at ?? run.duration, exhibits: [livesExhibit([program, ...made], 'END')] },
      );
    })(run, evidence);
}

const oldPpid: Check = {
  id: 'old-ppid',
  points: 20,
  must: {
    zh: '它打印原来的 PPID，即创建它的进程的 PID',
    en: 'It prints its old PPID, the PID of who made it',
  },
  hint: {
    zh: '子进程起步慢的话，父进程可能已经结束，getppid() 给出的就是 1 了。在 fork 之前用 getpid() 记下父进程的 PID，就不必和它赛跑。',
    en: 'If the child starts late, its parent may have ended already, and getppid() gives 1. Keep the parent’s PID from before fork, from getpid(), and there is no race.',
  },
  see: seeCalls,
  blame: ['getppid', 'getpid', 'fork'],
  on: 'traced',
  judge: ofOrphans((left) => {
    const told = left.find((life) => numbersIn(life.printed).includes(life.parent ?? NaN));
    const [shown] = told === undefined ? left : [told];
    const sight = { ms: shown!.printedAt ?? shown!.bornAt, exhibits: [printedExhibit([shown!])] };
    return told !== undefined
      ? pass(
          {
            zh: `PID ${told.pid} 打印了创建它的进程 ${told.parent}`,
            en: `PID ${told.pid} printed ${told.parent}, who had made it`,
          },
          sight,
        )
      : fail(
          {
            zh: `创建 PID ${shown!.pid} 的是 ${shown!.parent}，但它没有打印这个数`,
            en: `PID ${shown!.pid} was made by ${shown!.parent}, but did not print that number`,
          },
          sight,
        );
  }),
};

const newPpid: Check = {
  id: 'new-ppid',
  points: 30,
  must: {
    zh: '被收养之后它再问 getppid()，打印得到的 1',
    en: 'Adopted, it asks getppid() again and prints the 1',
  },
  hint: {
    zh: '在父进程结束之前问，得到的还是旧的 PPID。等到 getppid() 给出别的数为止，每次之间睡几毫秒。',
    en: 'Asked before the parent has ended, getppid() still gives the old one. Ask until the answer changes, and sleep a few milliseconds in between.',
  },
  see: seeCalls,
  blame: ['getppid', 'sleep', 'usleep', 'nanosleep', 'fork'],
  on: 'traced',
  judge: ofOrphans((left, run) => {
    const asked = left.map((life) => ({ life, calls: callsBy(run, life.pid, 'getppid') }));
    const right = asked.find(({ calls }) => calls.some((call) => isAnswer(call) && isPrinted(run, call)));
    if (right !== undefined) {
      const call = right.calls.find(isAnswer)!;
      return pass(
        {
          zh: `getppid() 在 PID ${right.life.pid} 中返回 1，随后它打印了 1`,
          en: `getppid() returned 1 in PID ${right.life.pid}, which then printed 1`,
        },
        { ms: call.at, exhibits: [callsExhibit([call]), printedExhibit([right.life])] },
      );
    }
    const { life, calls } = asked[0]!;
    const answer = calls.find(isAnswer);
    const exhibits = [callsExhibit(calls.slice(-3)), printedExhibit([life])];
    return fail(whyNotTold(life, calls, answer), { ms: (answer ?? calls.at(-1))?.at, exhibits });
  }),
};

function isAnswer(call: Call): boolean {
  return call.result === INIT;
}

function isPrinted(run: Run, call: Call): boolean {
  return numbersIn(printedAfter(run, call)).includes(INIT);
}

function whyNotTold({ pid }: ProcessLife, calls: readonly Call[], answer: Call | undefined) {
  if (answer !== undefined) {
    return {
      zh: `getppid() 在 PID ${pid} 中返回了 1，但它之后没有打印 1`,
      en: `getppid() returned 1 in PID ${pid}, but it printed no 1 afterwards`,
    };
  }
  const given = [...new Set(calls.map((call) => call.result))].join(', ');
  return calls.length > 0
    ? {
        zh: `PID ${pid} 问得太早：getppid() 每次都返回 ${given}`,
        en: `PID ${pid} asked too early: each time getppid() returned ${given}`,
      }
    : { zh: `PID ${pid} 没有调用 getppid()`, en: `PID ${pid} did not call getppid()` };
}

const reapedByInit: Check = {
  id: 'reaped-by-init',
  points: 20,
  must: {
    zh: '收到 SIGTERM 后它结束，由 1 号进程回收',
    en: 'SIGTERM ends it; process 1 reaps it; nothing is left',
  },
  hint: {
    zh: '不要忽略或屏蔽 SIGTERM；pause() 放在循环里、又有处理函数的话，进程不会结束。',
    en: 'Do not ignore or block SIGTERM. With a handler for it, and pause() in a loop, the process goes on.',
  },
  see: 'kill $(pgrep -n orphan); sleep 1; ps -eo pid,ppid,stat,args | grep "[o]rphan"',
  blame: ['signal', 'sigaction', 'sigprocmask', 'wait', 'waitpid', 'pause', 'fork'],
  on: 'natural',
  judge: atMoment('after', (moment, run, evidence) => {
    const before = momentOf(run, 'orphan');
    const seen = before === undefined ? [] : adoptedOf(before.processes).map(({ pid }) => pid);
    if (seen.length === 0) return adopted.judge(run, evidence);
    return moment.reached ? whoReaped(seen, moment, run) : stillThere(moment);
  }),
};

function whoReaped(seen: readonly number[], moment: Moment, run: Run): Finding {
  const reaped = run.orphans.filter(({ pid }) => seen.includes(pid));
  const ends = reaped.map(({ pid, status }) => `${pid} (${showStatus(status)})`);
  const sight = { moment, ms: reaped.at(-1)?.at ?? moment.at, exhibits: [wholeTable(moment)] };
  return reaped.length === seen.length
    ? pass({ zh: `PID 1 回收了 ${ends.join('、')}`, en: `PID 1 reaped ${ends.join(', ')}` }, sight)
    : fail(
        {
          zh: `孤儿 ${seen.join('、')} 中，PID 1 回收了 ${reaped.length} 个`,
          en: `of the orphans ${seen.join(', ')}, PID 1 reaped ${reaped.length}`,
        },
        sight,
      );
}

function stillThere(moment: Moment): Finding {
  const pids = moment.processes.filter(({ role }) => role === 'submission').map(({ pid }) => pid);
  return fail(
    {
      zh: `收到 SIGTERM ${secondsWaited(moment)} 秒后还在：PID ${pids.join('、')}`,
      en: `${secondsWaited(moment)} s after SIGTERM still there: PID ${pids.join(', ')}`,
    },
    { moment, exhibits: [psExhibit(moment, pids, 'stat')] },
  );
}

export default exercise('orphan', {
  title: { zh: '孤儿进程', en: 'An orphan' },
  programs: [c('orphan.c')],
  runs: [natural(untilTerminated), ...traced(untilTerminated, 'slow-parent', 'slow-child')],
  checks: [adopted, oldPpid, newPpid, reapedByInit],
});
