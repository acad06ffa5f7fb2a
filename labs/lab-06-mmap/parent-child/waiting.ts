import {
  atMoment,
  CHILDLESS,
  type Check,
  fail,
  familyOf,
  isZombie,
  pass,
  psExhibit,
  type Run,
} from '@proclab/lab-kit';
import { LINE } from './scenario.ts';

/** Whoever has to wait does so until the thing has happened, and not for some seconds. */
export function waits(points: number): Check {
  return {
    id: 'waits',
    points,
    must: {
      zh: '那一行不论多晚才输入，子进程都会等到它',
      en: 'However late the line is typed, the child waits for it',
    },
    hint: {
      zh: 'sleep 只是把赌注押在时间上，而人什么时候按 Enter，谁也不知道。要等的是事件：信号量、管道、信号，或者反复查看映射区里的一个标志。',
      en: 'A sleep is a bet on time, and nobody knows when a person will press Enter. Wait for the event: by a semaphore, a pipe, a signal, or by looking at a flag in the mapping again and again.',
    },
    see: "ps -eo pid,ppid,stat,wchan:20,args | grep '[p]arent-child'",
    blame: ['sleep', 'usleep', 'nanosleep', 'printf', 'puts', 'write', 'sem_wait', 'fork'],
    on: 'natural',
    judge: atMoment('before-the-line', (moment, run, evidence) => {
      if (!evidence.runs.some((each) => (familyOf(each)?.made.length ?? 0) > 0))
        return fail(CHILDLESS, { moment });
      const parent = run.programs[0]?.pid;
      const children = moment.processes.filter(({ ppid, role }) => role === 'submission' && ppid === parent);
      const alive = children.filter((process) => !isZombie(process)).map(({ pid }) => pid);
      const pids = moment.processes.filter(({ role }) => role === 'submission').map(({ pid }) => pid);
      const exhibits = pids.length === 0 ? [] : [psExhibit(moment, pids, 'stat')];
      if (alive.length === 0)
        return fail(
          {
            zh: '那一行还没有输入，就已经没有在等它的子进程了',
            en: 'the line had not been typed yet, and no child was there any more to wait for it',
          },
          { moment, exhibits },
        );
      const shown = timesShown(run);
      // The terminal itself shows what is typed: ECHO, termios(3).
      return shown > 1
        ? pass(
            {
              zh: `输入之前子进程 ${alive[0]} 在等待；输入之后程序打印了那一行`,
              en: `the child ${alive[0]} waited until the line was typed, and then it was printed`,
            },
            { moment, exhibits },
          )
        : fail(
            {
              zh: '输入之后，程序没有完整地打印那一行',
              en: 'after the line had been typed the program did not print all of it',
            },
            { moment, exhibits },
          );
    }),
  };
}

function timesShown(run: Run): number {
  const output = run.terminals.flatMap((terminal) => terminal.output.map(({ text }) => text)).join('');
  return output.split(LINE).length - 1;
}
