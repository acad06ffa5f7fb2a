import { allReaped, c, type Check, exercise, nothingLeft } from '@proclab/lab-kit';
import { runs } from './cases.ts';
import { childKeepsOut, childStatus, reportsError, runsProgram } from './child.ts';
import { printedOnce, tellsStatus } from './parent.ts';

const reaped: Check = {
  id: 'reaped',
  points: 5,
  must: { zh: '父进程回收子进程', en: 'The parent reaps its child' },
  hint: {
    zh: 'exec 失败的子进程也要结束，也要回收：waitpid(pid, &status, 0)。',
    en: 'A child whose exec has failed ends like any other and has to be reaped: waitpid(pid, &status, 0).',
  },
  see: 'strace -f -e trace=process ./exec-failure ./no-such-program',
  blame: ['wait', 'waitpid', 'waitid', 'fork'],
  on: 'traced',
  judge: allReaped,
};

const ends: Check = {
  id: 'nothing-left',
  points: 5,
  must: { zh: '程序会结束，什么进程也不留下', en: 'The program ends and leaves no process behind' },
  hint: {
    zh: '子进程 exec 失败之后要用 _exit 结束，父进程回收它之后也要结束。',
    en: 'A child whose exec has failed has to end by _exit, and so has the parent once it has reaped it.',
  },
  see: "./exec-failure ./no-such-program; ps -o pid,ppid,stat,args | grep '[e]xec-failure'",
  blame: ['pause', 'sleep', 'wait', 'waitpid', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

export default exercise('exec-failure', {
  title: { zh: 'exec 失败之后', en: 'When exec fails' },
  programs: [c('exec-failure.c')],
  runs,
  checks: [reportsError, childStatus, childKeepsOut, runsProgram, tellsStatus, printedOnce, reaped, ends],
});
