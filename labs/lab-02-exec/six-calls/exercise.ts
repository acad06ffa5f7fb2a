import { allReaped, c, type Check, exercise, natural, nothingLeft, toTheEnd, traced } from '@proclab/lab-kit';
import { exactEnvironment, rightArgv, searchesPath } from './handed-over.ts';
import { noGrandchildren, samePid, sixCalled, sixChildren } from './who-calls-what.ts';

const reaped: Check = {
  id: 'reaped',
  points: 5,
  must: { zh: '子进程都由父进程回收', en: 'The parent reaps all of its children' },
  hint: {
    zh: 'exec 换掉的是程序，不是进程：父进程仍是它的父进程，照样要用 wait 回收它。',
    en: 'exec replaces the program, not the process: its parent is still its parent and has to wait for it.',
  },
  see: 'strace -f -e trace=process ./six-calls',
  blame: ['wait', 'waitpid', 'waitid', 'fork'],
  on: 'traced',
  judge: allReaped,
};

const ends: Check = {
  id: 'nothing-left',
  points: 5,
  must: { zh: '程序会结束，什么进程也不留下', en: 'The program ends and leaves no process behind' },
  hint: {
    zh: '六个子进程都回收之后，父进程也要结束；子进程变成的程序也要能自己结束，不要等待输入。',
    en: 'Once all six are reaped the parent has to end. Let the children become programs that end by themselves and read nothing.',
  },
  see: "./six-calls; ps -o pid,ppid,stat,args | grep '[s]ix-calls'",
  blame: ['pause', 'sleep', 'wait', 'waitpid', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

const scenario = toTheEnd('./six-calls');

export default exercise('six-calls', {
  title: { zh: '六个函数', en: 'Six calls' },
  programs: [c('six-calls.c')],
  runs: [natural(scenario), ...traced(scenario, 'slow-parent', 'slow-child')],
  checks: [
    sixChildren,
    sixCalled,
    samePid,
    rightArgv,
    searchesPath,
    exactEnvironment,
    noGrandchildren,
    reaped,
    ends,
  ],
});
