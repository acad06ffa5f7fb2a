import {
  c,
  type Check,
  exercise,
  fail,
  isPipe,
  livesExhibit,
  natural,
  ofFamily,
  pass,
  reapedByParents,
  traced,
} from '@proclab/lab-kit';
import { NO_PIPE, pairChecks } from '../shared/pair-checks.ts';
import { parentHasClosed } from '../shared/parent-closes.ts';
import {
  becameExhibit,
  besideABash,
  listsEverything,
  looksForBash,
  ofBoth,
  ofScene,
} from '../shared/ps-and-grep.ts';

const PROGRAM = './ps-grep-siblings';

const twoChildren: Check = {
  id: 'two-children',
  points: 15,
  must: {
    zh: '程序恰好创建两个子进程：一个变成 ps aux，另一个变成 grep bash',
    en: 'The program makes exactly two children: one becomes ps aux, the other grep bash',
  },
  hint: {
    zh: 'fork 两次都由父进程来做；父进程自己不 exec。system、popen 和 sh -c 是让 shell 去做，不算。',
    en: 'The parent forks twice and does not exec itself. system, popen and sh -c leave it to a shell, which does not count.',
  },
  see: `strace -f -e trace=fork,clone,vfork,execve ${PROGRAM}`,
  blame: ['system', 'popen', 'fork', 'execlp', 'execvp', 'execl', 'execv'],
  on: 'traced',
  judge: ofScene(PROGRAM, ({ family, ps, grep }) => {
    const { program, children, made } = family;
    const sight = {
      ms: made.at(-1)?.bornAt,
      exhibits: [livesExhibit([program, ...made], 'PPID'), becameExhibit(family)],
    };
    if (children.length !== 2 || made.length !== 2)
      return fail(
        {
          zh: `PID ${program.pid} 创建了 ${children.length} 个子进程，新进程一共 ${made.length} 个`,
          en: `PID ${program.pid} made ${children.length} ${children.length === 1 ? 'child' : 'children'}; new processes in all: ${made.length}`,
        },
        sight,
      );
    const isChild = (pid: number) => children.some((child) => child.pid === pid);
    if (ps === null || !listsEverything(ps) || !isChild(ps.life.pid))
      return fail({ zh: '没有子进程变成 ps aux', en: 'no child became ps aux' }, sight);
    if (grep === null || !looksForBash(grep) || !isChild(grep.life.pid))
      return fail({ zh: '没有子进程变成 grep bash', en: 'no child became grep bash' }, sight);
    return pass(
      {
        zh: `PID ${program.pid} 的两个子进程：${ps.life.pid} 变成 ps aux，${grep.life.pid} 变成 grep bash`,
        en: `the two children of PID ${program.pid}: ${ps.life.pid} became ps aux, ${grep.life.pid} grep bash`,
      },
      sight,
    );
  }),
};

const parentCloses: Check = {
  id: 'parent-closes',
  points: 15,
  must: {
    zh: '父进程在等待之前关闭管道的两端',
    en: 'The parent closes both ends of the pipe before it waits',
  },
  hint: {
    zh: '父进程自己不用管道，两次 fork 之后就 close(fd[0]) 和 close(fd[1])，然后才 wait。它留着写端，grep 就读不到文件结束，父子互相等待。',
    en: 'The parent has no use for the pipe: after the second fork it calls close(fd[0]) and close(fd[1]), and only then wait. If it keeps the write end, grep never finds the end, and each waits for the other.',
  },
  see: `strace -y -e trace=pipe,pipe2,close,wait4 ${PROGRAM}`,
  blame: ['wait', 'waitpid', 'close', 'pipe', 'pipe2', 'fork'],
  on: 'traced',
  judge: ofBoth(PROGRAM, ({ run, family, ps, grep }) => {
    const piped = [...ps.open, ...grep.open].filter((one) => one.fd < 2 && isPipe(one));
    if (piped.length === 0) return fail(NO_PIPE, { ms: grep.life.bornAt });
    return parentHasClosed(
      run,
      family,
      piped.map(({ target }) => target),
    );
  }),
};

const reaped: Check = {
  id: 'reaped',
  points: 10,
  must: { zh: '两个子进程都由父进程回收', en: 'The parent reaps both children' },
  hint: {
    zh: '一次 wait 只回收一个。父进程不等待就结束，提示符会抢在 grep 的输出之前回来。',
    en: 'One wait reaps one child. If the parent ends without waiting, the prompt is back before grep has printed.',
  },
  see: `strace -f -e trace=process ${PROGRAM}`,
  blame: ['wait', 'waitpid', 'waitid', 'fork'],
  on: 'traced',
  judge: ofFamily(reapedByParents, PROGRAM),
};

const scenario = besideABash(PROGRAM);

export default exercise('ps-grep-siblings', {
  title: { zh: '兄弟进程：ps aux | grep bash', en: 'ps aux | grep bash by two siblings' },
  programs: [c('ps-grep-siblings.c')],
  runs: [natural(scenario), ...traced(scenario, 'slow-parent', 'slow-child')],
  checks: [
    twoChildren,
    ...pairChecks(PROGRAM, { writes: 10, reads: 10, unused: 15, end: 10, found: 10, left: 5 }),
    parentCloses,
    reaped,
  ],
});
