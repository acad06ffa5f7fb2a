import { allReaped, type Check, nothingLeft } from '@proclab/lab-kit';

/** The child is reaped by the parent. */
export function reaped(points: number, program: string): Check {
  return {
    id: 'reaped',
    points,
    must: { zh: '子进程由父进程回收', en: 'The parent reaps its child' },
    hint: {
      zh: '父进程写完以后调用 wait，再结束。先 wait 再写，谁也动不了。',
      en: 'After the parent has written it calls wait, and then it ends. If it waits first, nobody can move.',
    },
    see: `strace -f -e trace=process ${program}`,
    blame: ['wait', 'waitpid', 'waitid', 'fork'],
    on: 'traced',
    judge: allReaped,
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
