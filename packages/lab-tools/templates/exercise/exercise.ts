import { allReaped, c, type Check, exercise, natural, nothingLeft, toTheEnd, traced } from '@proclab/lab-kit';

/** What the grader does: it starts the program and waits, up to the moment `after`, until all of it has ended. */
const scenario = toTheEnd('./{{exercise}}');

const reaped: Check = {
  id: 'reaped',
  points: 60,
  must: { zh: '子进程由父进程回收', en: 'The parent reaps its child' },
  hint: {
    zh: 'fork 之后，父进程用 wait 或 waitpid 等子进程结束。',
    en: 'After fork, the parent waits for its child to end, by wait or waitpid.',
  },
  see: 'strace -f -e trace=process ./{{exercise}}',
  blame: ['wait', 'waitpid', 'pause', 'fork'],
  on: 'traced',
  judge: allReaped,
};

const ends: Check = {
  id: 'nothing-left',
  points: 40,
  must: { zh: '程序会结束，什么进程也不留下', en: 'The program ends and leaves no process behind' },
  hint: {
    zh: '子进程做完自己的事就退出，父进程回收它之后也结束。',
    en: 'The child exits when its work is done, and so does the parent once it has reaped it.',
  },
  see: './{{exercise}}; ps -o pid,ppid,stat,args',
  blame: ['pause', 'sleep', 'wait', 'waitpid', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

export default exercise('{{exercise}}', {
  title: {
    zh: '{{title-zh}}',
    en: '{{title-en}}',
  },
  programs: [c('{{exercise}}.c')],
  runs: [natural(scenario), ...traced(scenario, 'slow-parent', 'slow-child')],
  checks: [reaped, ends],
});
