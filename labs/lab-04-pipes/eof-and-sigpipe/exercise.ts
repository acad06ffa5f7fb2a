import {
  allReaped,
  c,
  type Check,
  exercise,
  named,
  natural,
  nothingLeft,
  toTheEnd,
  traced,
} from '@proclab/lab-kit';
import { childPerNumber, moreThanFits, readsAll, readsToEof, saysTotal } from './eof-checks.ts';
import { diesOfSigpipe, getsEpipe, reportsErrno, reportsSignal } from './sigpipe-checks.ts';

const PROGRAM = './eof-and-sigpipe';
/** Together more than twice what a pipe holds by default, 65536 bytes, pipe(7). */
const MORE_THAN_FITS = toTheEnd(PROGRAM, '80000', '50001');
/** No more than a pipe holds, also where users with many pipes get small ones; one writer only closes its end. */
const LONG = toTheEnd(PROGRAM, '1500', '0', '123');
const SHORT = toTheEnd(PROGRAM, '7', '600');

const reaped: Check = {
  id: 'reaped',
  points: 5,
  must: { zh: '子进程都由父进程回收', en: 'The parent reaps all of its children' },
  hint: {
    zh: '一次 wait 只回收一个子进程：写的、被 SIGPIPE 杀死的、得到 EPIPE 的，都要回收。',
    en: 'One wait reaps one child: those that wrote, the one that SIGPIPE killed, and the one that got EPIPE.',
  },
  see: 'strace -f -e trace=process ./eof-and-sigpipe 7 600',
  blame: ['wait', 'waitpid', 'waitid', 'fork'],
  on: 'traced',
  judge: allReaped,
};

const endsAlone: Check = {
  id: 'nothing-left',
  points: 5,
  must: { zh: '程序会结束，什么进程也不留下', en: 'The program ends and leaves no process behind' },
  hint: {
    zh: '看看还活着的进程停在哪里：在 read 里，是还有写端没关；在 write 里，是管道满了没人读；在 wait 里，是别的进程还没有结束。',
    en: 'Look where those that are left are waiting: in read because a write end is still open, in write because the pipe is full and nobody reads, in wait because of one of the others.',
  },
  see: './eof-and-sigpipe 80000 50001 & sleep 1; ps -o pid,ppid,stat,wchan:20,args',
  blame: ['wait', 'waitpid', 'read', 'pause', 'sleep', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

export default exercise('eof-and-sigpipe', {
  title: { zh: '管道的两头：EOF 与 SIGPIPE', en: 'Both ends of a pipe: EOF and SIGPIPE' },
  programs: [c('eof-and-sigpipe.c')],
  runs: [
    natural(MORE_THAN_FITS),
    ...named('1500-0-123', traced(LONG, 'slow-parent', 'slow-child')),
    ...named('7-600', traced(SHORT, 'slow-child')),
  ],
  checks: [
    childPerNumber,
    readsAll,
    readsToEof,
    saysTotal,
    moreThanFits,
    diesOfSigpipe,
    reportsSignal,
    getsEpipe,
    reportsErrno,
    reaped,
    endsAlone,
  ],
});
