import {
  allReaped,
  c,
  type Check,
  exercise,
  fail,
  isOneTo,
  linesOf,
  livesExhibit,
  natural,
  nothingLeft,
  numbersIn,
  ofFamily,
  pass,
  printedExhibit,
  type ProcessLife,
  toTheEnd,
  traced,
} from '@proclab/lab-kit';

const CHILDREN = 3;

const fromPromptToPrompt = toTheEnd('./siblings');

const threeChildren: Check = {
  id: 'three-children',
  points: 20,
  must: { zh: '程序自己恰好创建 3 个子进程', en: 'The program itself makes exactly three children' },
  hint: {
    zh: '循环只应由父进程来转：子进程走出 fork 之后要立刻离开循环（_exit、exit、return 或 break）。',
    en: 'Only the parent may go round the loop: a child must leave it at once after fork (_exit, exit, return or break).',
  },
  see: 'strace -f -e trace=process ./siblings',
  blame: ['fork', 'vfork', 'posix_spawn', 'clone'],
  on: 'traced',
  judge: ofFamily(({ program, children, made }) => {
    const count = children.length;
    const sight = { ms: made.at(-1)?.bornAt, exhibits: [livesExhibit([program, ...made], 'PPID')] };
    const seen = {
      zh: `PID ${program.pid} 创建了 ${count} 个子进程`,
      en: `PID ${program.pid} made ${count} ${count === 1 ? 'child' : 'children'}`,
    };
    return count === CHILDREN ? pass(seen, sight) : fail(seen, sight);
  }),
};

const siblings: Check = {
  id: 'siblings',
  points: 10,
  must: { zh: '创建的进程互为兄弟，PPID 相同', en: 'All processes it makes share one parent' },
  hint: {
    zh: '如果是父进程 break 而子进程继续循环，得到的是一条链，不是一组兄弟。检查 fork 的返回值：0 才是子进程。',
    en: 'If the parent breaks and the child goes on with the loop, you get a chain. Look at what fork returned: the child is where it is 0.',
  },
  see: 'strace -f -e trace=process ./siblings',
  blame: ['fork', 'vfork', 'posix_spawn', 'clone'],
  on: 'traced',
  judge: ofFamily(({ made }) => {
    const parents = [...new Set(made.map((life) => life.parent))];
    const sight = { ms: made.at(-1)?.bornAt, exhibits: [livesExhibit(made, 'PPID')] };
    if (made.length < 2)
      return fail(
        { zh: '只有一个进程，没有兄弟', en: 'there is only one process, which has no sibling' },
        sight,
      );
    const seen = {
      zh: `${made.length} 个进程的 PPID：${parents.join('、')}`,
      en: `PPID of the ${made.length} processes: ${parents.join(', ')}`,
    };
    return parents.length === 1 ? pass(seen, sight) : fail(seen, sight);
  }),
};

const noGrandchildren: Check = {
  id: 'no-grandchildren',
  points: 15,
  must: { zh: '子进程自己不再创建进程', en: 'No child makes a process of its own' },
  hint: {
    zh: '子进程继承了循环变量，会从父进程循环到的地方接着转。没有离开循环的话，3 轮会得到 7 个进程，而不是 3 个。',
    en: 'A child inherits the loop variable and goes on where its parent was: three rounds then make seven processes, not three.',
  },
  see: 'strace -f -e trace=process ./siblings',
  blame: ['fork', 'vfork', 'posix_spawn', 'clone'],
  on: 'traced',
  judge: ofFamily(({ program, made }) => {
    const grandchildren = made.filter((life) => life.parent !== program.pid);
    const [first] = grandchildren;
    if (first === undefined) {
      return pass(
        { zh: `${made.length} 个进程都没有再创建进程`, en: `none of the ${made.length} made a process` },
        { ms: made.at(-1)?.bornAt, exhibits: [livesExhibit(made, 'PPID')] },
      );
    }
    return fail(
      {
        zh: `子进程 ${first.parent} 又创建了 PID ${first.pid}；这样的“孙子”共 ${grandchildren.length} 个`,
        en: `the child ${first.parent} went on to make PID ${first.pid}; grandchildren in all: ${grandchildren.length}`,
      },
      { ms: first.bornAt, exhibits: [livesExhibit([program, ...made], 'PPID')] },
    );
  }),
};

const ownPid: Check = {
  id: 'own-pid',
  points: 20,
  must: {
    zh: '每个进程都打印自己真实的 PID，子进程只打印一次',
    en: 'Each process prints its own true PID, a child exactly once',
  },
  hint: {
    zh: 'fork 在子进程中返回 0，不是子进程的 PID；自己的 PID 由 getpid() 给出。同一个 PID 出现两次，说明子进程把父进程的那一行也执行了。',
    en: 'fork returns 0 in the child, not its PID; getpid() gives that. A PID printed twice means that the child ran its parent’s line as well.',
  },
  see: 'strace -f -e trace=write ./siblings',
  blame: ['getppid', 'fork', 'vfork', 'posix_spawn', 'clone'],
  on: 'traced',
  judge: ofFamily(({ program, made }) => {
    const times = (life: ProcessLife) =>
      numbersIn(life.printed).filter((number) => number === life.pid).length;
    const all = [program, ...made];
    const wrong = all.find((life) => (life === program ? times(life) === 0 : times(life) !== 1));
    if (wrong === undefined) {
      return pass(
        {
          zh: `${all.length} 个进程都打印了自己的 PID`,
          en: `all ${all.length} processes print their own PID`,
        },
        { exhibits: [printedExhibit(all)] },
      );
    }
    return fail(
      {
        zh: `PID ${wrong.pid} 打印自己 PID 的次数：${times(wrong)}`,
        en: `PID ${wrong.pid} printed its own PID ${times(wrong)} times`,
      },
      { ms: wrong.printedAt ?? wrong.bornAt, exhibits: [printedExhibit([wrong])] },
    );
  }),
};

const numbered: Check = {
  id: 'numbered',
  points: 15,
  must: {
    zh: '三个子进程在写着自己 PID 的那一行里，分别带有编号 1、2、3',
    en: 'In the line with its PID each child carries its number: 1, 2 and 3, once each',
  },
  hint: {
    zh: '编号用 fork 那一刻的循环变量；从 0 数起时要加 1。若前面子进程的编号也跟着出现，是 fork 把还没有写出的 stdio 缓冲区也复制了：fork 之前换行或 fflush。',
    en: 'Use the loop variable as it was at the fork, plus 1 if it starts at 0. If numbers of earlier children show up too, fork has copied a stdio buffer that was not written yet: print a newline or call fflush before it.',
  },
  see: 'strace -f -e trace=write ./siblings',
  blame: ['fork', 'vfork', 'posix_spawn', 'clone'],
  on: 'traced',
  judge: ofFamily(({ children }) => {
    const sight = {
      ms: children.at(-1)?.printedAt ?? children.at(-1)?.bornAt,
      exhibits: [printedExhibit(children)],
    };
    if (carryNumbers(children)) {
      return pass({ zh: '三个子进程的编号是 1、2、3', en: 'the three children carry 1, 2 and 3' }, sight);
    }
    const shown = children
      .slice(0, 6)
      .map((life) => ({ pid: life.pid, numbers: besidePids(life).slice(0, 8).join(' ') }));
    return fail(
      {
        zh: `除 PID 外的数字：${shown.map(({ pid, numbers }) => `PID ${pid} 打印了 ${numbers || '（无）'}`).join('；')}`,
        en: `numbers beside the PIDs: ${shown.map(({ pid, numbers }) => `PID ${pid} prints ${numbers || 'none'}`).join('; ')}`,
      },
      sight,
    );
  }),
};

/**
 * Is there a place at which the children show 1, 2 and 3? Words and other numbers (`child 1 of 3`) are free, as
 * long as they come in the same order in each child. PIDs are left out; but where PIDs are small a
 * number may look like one, so the places are counted with them as well.
 */
function carryNumbers(children: readonly ProcessLife[]): boolean {
  const readings = [children.map(besidePids), children.map((life) => numbersIn(ownLines(life)))];
  return readings.some((printed) =>
    printed.some((numbers) =>
      numbers.some((_, place) =>
        isOneTo(
          CHILDREN,
          printed.map((others) => others[place]),
        ),
      ),
    ),
  );
}

/** What a process prints in lines with its PID; all that it prints where there are none. */
function ownLines({ printed, pid }: ProcessLife): string {
  const own = linesOf(printed).filter((line) => numbersIn(line).includes(pid));
  return own.length > 0 ? own.join('\n') : printed;
}

/** The numbers in its lines, its own PID and that of its parent left out. */
function besidePids(life: ProcessLife): readonly number[] {
  return numbersIn(ownLines(life)).filter((number) => number !== life.pid && number !== life.parent);
}

const reaped: Check = {
  id: 'reaped',
  points: 15,
  must: { zh: '子进程都由父进程回收', en: 'The parent reaps all of its children' },
  hint: {
    zh: '一次 wait 只回收一个子进程；WNOHANG 不等待，没有结束的就漏掉了。循环调用 wait，直到它返回 -1（errno 为 ECHILD）。',
    en: 'One wait collects one child, and WNOHANG misses those that have not ended yet. Call wait in a loop until it returns -1 with ECHILD.',
  },
  see: 'strace -f -e trace=process ./siblings',
  blame: ['wait', 'waitpid', 'waitid', 'fork'],
  on: 'traced',
  judge: allReaped,
};

const ends: Check = {
  id: 'nothing-left',
  points: 5,
  must: { zh: '程序会结束，什么进程也不留下', en: 'The program ends and leaves no process behind' },
  hint: {
    zh: '子进程做完自己的事就要退出；父进程回收完 3 个子进程后也要结束，不要再等第 4 个。',
    en: 'A child must exit when its work is done, and so must the parent once it has reaped all three: there is no fourth to wait for.',
  },
  see: "./siblings; ps -o pid,ppid,stat,args | grep '[s]iblings'",
  blame: ['pause', 'sleep', 'wait', 'waitpid', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

export default exercise('siblings', {
  title: { zh: '三兄弟', en: 'Three siblings' },
  programs: [c('siblings.c')],
  runs: [natural(fromPromptToPrompt), ...traced(fromPromptToPrompt, 'slow-parent', 'slow-child')],
  checks: [threeChildren, siblings, noGrandchildren, ownPid, numbered, reaped, ends],
});
