import { type Check, fail, livesExhibit, nothingLeft, ofFamily, reapedByParents } from '@proclab/lab-kit';

/** There is one child, and the parent reaps it. What the child makes in its turn does not count. */
export function reaped(points: number, program: string): Check {
  return {
    id: 'reaped',
    points,
    must: { zh: '只有一个子进程，由父进程回收', en: 'There is one child, and the parent reaps it' },
    hint: {
      zh: 'fork 只调用一次。父进程写完以后调用 wait，再结束。先 wait 再写，谁也动不了。',
      en: 'Fork once. After the parent has written it calls wait, and then it ends. If it waits first, nobody can move.',
    },
    see: `strace -f -e trace=process ${program}`,
    blame: ['wait', 'waitpid', 'waitid', 'fork'],
    on: 'traced',
    judge: ofFamily((family) => {
      const { children } = family;
      return children.length > 1
        ? fail(
            {
              zh: `父进程创建了 ${children.length} 个子进程`,
              en: `the parent made ${children.length} children`,
            },
            { ms: children[1]!.bornAt, exhibits: [livesExhibit(children, 'REAPED BY')] },
          )
        : reapedByParents(family);
    }),
  };
}

/** The program comes to an end by itself once it got its line. */
export function endsAlone(points: number): Check {
  return {
    id: 'nothing-left',
    points,
    must: {
      zh: '输入那一行之后程序结束，什么进程也不留下',
      en: 'After the line has been typed the program ends and leaves no process behind',
    },
    hint: {
      zh: '看看还活着的进程停在哪里：在 futex 里，是信号量没有人 post，或者它不在共享的映射区里；在 read 里，是管道的写端没有关。',
      en: 'Look where those that are left are waiting: in futex because nobody has posted the semaphore or it is in no shared mapping, in read because the write end of a pipe is still open.',
    },
    see: "ps -eo pid,ppid,stat,wchan:20,args | grep '[p]arent-child'",
    blame: ['sem_wait', 'read', 'pause', 'sigsuspend', 'wait', 'waitpid', 'fork'],
    on: 'natural',
    judge: nothingLeft,
  };
}
