import {
  atMoment,
  callsBy,
  callsExhibit,
  type Check,
  endOfAll,
  fail,
  livesExhibit,
  type Moment,
  momentOf,
  ofFamily,
  pass,
  type ProcessLife,
  type ProcessState,
  psExhibit,
  type Text,
  wholeTable,
  secondsWaited,
} from '@proclab/lab-kit';
import { isSleeper, readsTerminal } from './session.ts';

export const startsAtOnce: Check = {
  id: 'starts-at-once',
  points: 10,
  must: {
    zh: '命令一输入就开始运行，是程序的子进程，程序在等它',
    en: 'A command runs as soon as its line was typed, as a child of the program, which is still there',
  },
  hint: {
    zh: '读到一行就执行一行，不要等到文件结束才一起执行。',
    en: 'Run each line when it has been read, and not all of them at end of file.',
  },
  see: "ps -eo pid,ppid,stat,args | grep '[s]leep 600'",
  blame: ['getline', 'fgets', 'read', 'fgetc', 'getchar', 'scanf', 'fork'],
  on: 'natural',
  judge: atMoment('running', (moment, run) => {
    const [program] = run.programs;
    const sleeper = sleeperAt(moment);
    if (sleeper === undefined)
      return fail(
        {
          zh: `输入 sleep 600 后 ${secondsWaited(moment)} 秒，没有这样的进程`,
          en: `${secondsWaited(moment)} s after sleep 600 was typed there is no such process`,
        },
        { moment, exhibits: [wholeTable(moment)] },
      );
    const sight = { moment, exhibits: [psExhibit(moment, [sleeper.ppid, sleeper.pid], 'ppid')] };
    return sleeper.ppid === program?.pid
      ? pass(
          {
            zh: `sleep 600 是 PID ${sleeper.pid}，它的父进程是程序 ${sleeper.ppid}`,
            en: `sleep 600 is PID ${sleeper.pid}, a child of the program ${sleeper.ppid}`,
          },
          sight,
        )
      : fail(
          {
            zh: `sleep 600 是 PID ${sleeper.pid}，PPID ${sleeper.ppid} 不是程序`,
            en: `sleep 600 is PID ${sleeper.pid}; its PPID ${sleeper.ppid} is not the program`,
          },
          sight,
        );
  }),
};

function sleeperAt(moment: Moment): ProcessState | undefined {
  return moment.processes.find((process) => process.role === 'submission' && isSleeper(process));
}

export const waits: Check = {
  id: 'waits',
  points: 15,
  must: {
    zh: '命令结束并被回收之后，程序才读下一行',
    en: 'The program reads the next line only when a command has ended and is reaped',
  },
  hint: {
    zh: '读下一行之前 waitpid(pid, NULL, 0)。不等待的话，命令和 shell 会同时使用终端，还会留下僵尸。',
    en: 'Call waitpid(pid, NULL, 0) before the next line is read. Otherwise shell and command use the terminal at the same time, and zombies are left.',
  },
  see: 'strace -f -e trace=read,process ./shell-line',
  blame: ['waitpid', 'wait', 'waitid', 'fork', 'vfork', 'posix_spawnp', 'system'],
  on: 'traced',
  judge: ofFamily(({ program, children }, run) => {
    const reads = callsBy(run, program.pid).filter(readsTerminal);
    const became = children.filter(({ execs }) => execs.length > 0);
    if (became.length < 2)
      return fail(
        {
          zh: `执行了 ${became.length} 条命令，看不出先后`,
          en: `commands run: ${became.length}; there is no order to be seen`,
        },
        { exhibits: [livesExhibit([program, ...children], 'REAPED BY')] },
      );
    for (const [index, life] of children.entries()) {
      const over = endOf(life);
      const exhibits = [livesExhibit([life], 'REAPED BY')];
      if (life.reaped === null || life.reaped.by === 'init')
        return fail(notReaped(life), { ms: life.ended?.at ?? life.bornAt, exhibits });
      const early = reads.find(({ at }) => at > life.bornAt && at < over);
      if (early !== undefined)
        return fail(
          {
            zh: `PID ${life.pid} 还没有结束，程序就读下一行了`,
            en: `the program read the next line before PID ${life.pid} had ended`,
          },
          { ms: early.at, exhibits: [callsExhibit([early])] },
        );
      const next = children[index + 1];
      if (next !== undefined && next.bornAt < over)
        return fail(
          {
            zh: `PID ${life.pid} 还没有结束，下一个子进程 ${next.pid} 就创建了`,
            en: `the next child, ${next.pid}, was made before PID ${life.pid} had ended`,
          },
          { ms: next.bornAt, exhibits: [livesExhibit([life, next], 'END')] },
        );
    }
    return pass(
      {
        zh: `${children.length} 个子进程都在程序读下一行之前结束并被回收`,
        en: `each of the ${children.length} children was reaped before the next line was read`,
      },
      { ms: children.at(-1)?.ended?.at, exhibits: [livesExhibit([program, ...children], 'REAPED BY')] },
    );
  }),
};

/** When its parent knew that it had ended, ms: the log may show the wait call that says so before the end itself. */
function endOf(life: ProcessLife): number {
  const ended = life.ended?.at ?? Infinity;
  return Math.min(ended, life.reaped?.call?.returnedAt ?? ended);
}

function notReaped({ pid }: ProcessLife): Text {
  return { zh: `PID ${pid} 没有被程序回收`, en: `PID ${pid} was not reaped by the program` };
}

export const endsAtEof: Check = {
  id: 'ends-at-eof',
  points: 5,
  must: {
    zh: '行首输入 Ctrl-D 程序就结束，什么进程也不留下',
    en: 'Ctrl-D at the beginning of a line ends the program, and no process is left',
  },
  hint: {
    zh: '文件结束时 getline 返回 -1，fgets 返回 NULL，read 返回 0：离开循环。',
    en: 'At end of file getline returns -1, fgets NULL and read 0: leave the loop.',
  },
  see: './shell-line </dev/null; echo "ended: $?"',
  blame: ['getline', 'fgets', 'read', 'fgetc', 'getchar', 'scanf', 'fork'],
  on: 'natural',
  judge: atMoment('after', (moment, run) => {
    const running = momentOf(run, 'running');
    if (running === undefined || sleeperAt(running)?.ppid !== run.programs[0]?.pid)
      return fail(
        { zh: '程序没有在子进程中执行过命令', en: 'the program has run no command in a child' },
        { moment, exhibits: [wholeTable(moment)] },
      );
    return endOfAll(moment, run);
  }),
};
