import { allReaped, c, type Check, exercise, named, natural, nothingLeft, traced } from '@proclab/lab-kit';
import { blocks, resumes } from './blocking-checks.ts';
import { emptyEagain, fullEagain, saysEagain, saysFull } from './eagain-checks.ts';
import { enterWhenFull } from './scenario.ts';
import { asksSize, capacity, pipeBuf } from './size-checks.ts';

const reaped: Check = {
  id: 'reaped',
  points: 5,
  must: { zh: '子进程由父进程回收', en: 'The parent reaps its child' },
  hint: {
    zh: '父进程读完管道以后调用 wait，再结束。先 wait 再读则谁也动不了。',
    en: 'After the parent has read from the pipe it calls wait, and then it ends. If it waits first, nobody can move.',
  },
  see: 'strace -f -e trace=process ./nonblocking 10000',
  blame: ['wait', 'waitpid', 'waitid', 'fork'],
  on: 'traced',
  judge: allReaped,
};

const endsAlone: Check = {
  id: 'nothing-left',
  points: 5,
  must: {
    zh: '按下 Enter 之后程序结束，什么进程也不留下',
    en: 'After Enter the program ends and leaves no process behind',
  },
  hint: {
    zh: '看看还活着的进程停在哪里：在 read 里，是读端没有 O_NONBLOCK 而管道空了；在 write 里，是没有腾出空位；在 wait 里，是子进程还没有结束。',
    en: 'Look where those that are left are waiting: in read because the pipe is empty and its read end lacks O_NONBLOCK, in write because there is no room, in wait because the child has not ended.',
  },
  see: "ps -eo pid,ppid,stat,wchan:20,args | grep '[n]onblocking'",
  blame: ['read', 'wait', 'waitpid', 'pause', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

export default exercise('nonblocking', {
  title: { zh: '空管道与满管道', en: 'A pipe empty and full' },
  programs: [c('nonblocking.c')],
  runs: [
    natural(enterWhenFull('100000')),
    ...named('5000', traced(enterWhenFull('5000'), 'slow-parent')),
    ...named('3000', traced(enterWhenFull('3000'), 'slow-child')),
  ],
  checks: [
    emptyEagain,
    saysEagain,
    pipeBuf,
    asksSize,
    capacity,
    fullEagain,
    saysFull,
    blocks,
    resumes,
    reaped,
    endsAlone,
  ],
});
