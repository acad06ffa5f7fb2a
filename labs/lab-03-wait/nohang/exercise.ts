import {
  allReaped,
  atMoment,
  c,
  callsBy,
  callsExhibit,
  type Check,
  exercise,
  fail,
  natural,
  nothingLeft,
  ofFamily,
  pass,
  printedExhibit,
  psExhibit,
  secondsWaited,
  type Text,
  traced,
} from '@proclab/lab-kit';
import { exactlyChildren } from '../waits/exactly-children.ts';
import { livingChildren, noLivingChild } from '../waits/living-children.ts';
import { foundNobody, gapsOf, reportsBetweenLooks, waitsOf, waitsWithoutWnohang } from './polls.ts';
import { CHILDREN, oneAfterTheOther } from './scenario.ts';

/** Children may have written some of what appeared. */
const REPORTS_WANTED = 2;
/** Of the 100 ms that the task asks for, ms: no clock is that exact. */
const SHORTEST_PAUSE = 50;
/** What a program that sleeps may use of the CPU, and what its start may, ms. */
const MOST_CPU = { share: 0.05, start: 20 };
/** Five reports, four at most in the 100 ms between two looks, do not come sooner, ms. */
const SHORTEST_WATCH = 100;

const seeCalls = 'strace -r -e trace=wait4,waitid,nanosleep,clock_nanosleep,write ./nohang';
const waiting = ['wait', 'waitpid', 'waitid', 'fork'];

const threeChildren: Check = {
  id: 'three-children',
  points: 10,
  must: { zh: '程序恰好创建 3 个子进程', en: 'The program makes exactly three children' },
  hint: {
    zh: '子进程走出 fork 之后只做一件事：pause()。不要让它回到循环里去。',
    en: 'After fork a child does one thing: pause(). It must not go round the loop.',
  },
  see: 'strace -f -e trace=process ./nohang',
  blame: ['fork', 'vfork', 'clone', 'posix_spawn'],
  on: 'traced',
  judge: exactlyChildren(CHILDREN),
};

const neverWaits: Check = {
  id: 'never-waits',
  points: 20,
  must: {
    zh: '每次 waitpid 都带 WNOHANG，父进程从不在其中等待',
    en: 'Each waitpid has WNOHANG: the parent never waits in it',
  },
  hint: {
    zh: 'waitpid(-1, &status, WNOHANG) 立刻返回：大于 0 是回收到的 PID，0 是还没有人结束，-1 是没有子进程了。最后一个子进程也要这样回收。',
    en: 'waitpid(-1, &status, WNOHANG) returns at once: above 0 the PID it has reaped, 0 nobody has ended, -1 no child is left. Reap the last child like that, too.',
  },
  see: seeCalls,
  blame: waiting,
  on: 'traced',
  judge: (run, evidence) =>
    ofFamily(({ program }) => {
      const calls = waitsOf(run, program.pid);
      const [blocking] = waitsWithoutWnohang(run, program.pid);
      if (blocking !== undefined) {
        return fail(
          { zh: '有一次等待没有带 WNOHANG', en: 'one of the waits was without WNOHANG' },
          { ms: blocking.at, exhibits: [callsExhibit([blocking])] },
        );
      }
      const inVain = calls.filter(foundNobody);
      const sight = {
        ms: inVain[0]?.at ?? program.bornAt,
        exhibits: [callsExhibit(inVain.length > 0 ? inVain.slice(0, 3) : calls)],
      };
      return inVain.length === 0
        ? fail(
            { zh: '没有一次带 WNOHANG 的 waitpid 返回 0', en: 'no waitpid with WNOHANG returned 0' },
            sight,
          )
        : pass(
            {
              zh: `${calls.length} 次查看，其中 ${inVain.length} 次还没有人结束`,
              en: `looks: ${calls.length}; in ${inVain.length} of them nobody had ended`,
            },
            sight,
          );
    })(run, evidence),
};

const pauses: Check = {
  id: 'pauses',
  points: 15,
  must: {
    zh: '查看而没有人结束，就睡一会儿再查看',
    en: 'Where nobody has ended it sleeps before it looks again',
  },
  hint: {
    zh: '返回 0 之后只写 continue，一秒钟要问几百万次。用 nanosleep、usleep 或 poll 睡 0.1 到 1 秒。',
    en: 'With nothing but continue after a 0 it asks millions of times a second. Sleep for 0.1 to 1 s with nanosleep, usleep or poll.',
  },
  see: seeCalls,
  blame: ['usleep', 'nanosleep', 'sleep', 'poll', 'select', ...waiting],
  on: 'traced',
  judge: (run, evidence) =>
    ofFamily(({ program }) => {
      const gaps = gapsOf(run, program.pid);
      const restless = gaps.find(({ longestCall }) => longestCall < SHORTEST_PAUSE);
      if (restless !== undefined) {
        const [from, to] = restless.looks;
        const between = callsBy(run, program.pid).filter(({ at }) => at >= from.at && at <= to.at);
        return fail(
          {
            zh: `没有人结束，${(to.at - from.at).toFixed(1)} ms 后又查看，其间没有睡够`,
            en: `nobody had ended, and ${(to.at - from.at).toFixed(1)} ms later it looked again without a sleep that long`,
          },
          { ms: to.at, exhibits: [callsExhibit(between)] },
        );
      }
      if (gaps.length === 0) {
        return fail(
          { zh: '没有先后两次查看都返回 0', en: 'it did not look twice, with 0 both times' },
          { ms: program.bornAt, exhibits: [callsExhibit(waitsOf(run, program.pid))] },
        );
      }
      const shortest = Math.min(...gaps.map(({ longestCall }) => longestCall));
      return pass(
        {
          zh: `${gaps.length} 次间隔，每次至少睡 ${Math.round(shortest)} ms`,
          en: `pauses between looks: ${gaps.length}, each with a sleep of ${Math.round(shortest)} ms or more`,
        },
        { ms: gaps[0]!.looks[1].at, exhibits: [callsExhibit(gaps[0]!.looks)] },
      );
    })(run, evidence),
};

const worksOn: Check = {
  id: 'works-on',
  points: 15,
  must: {
    zh: '两次查看之间父进程做自己的事：打印进展',
    en: 'Between two looks the parent does its own work: it reports',
  },
  hint: {
    zh: '返回 0 的那个分支里打印一行。打印的点没有换行，要 fflush(stdout)，否则留在缓冲区里，谁也看不见。',
    en: 'Print a line where waitpid has returned 0. A dot without a newline stays in the buffer where nobody sees it: fflush(stdout).',
  },
  see: './nohang',
  blame: ['printf', 'putchar', 'puts', 'write', ...waiting],
  on: 'traced',
  judge: (run, evidence) =>
    ofFamily((family) => {
      const found = reportsBetweenLooks(run, family);
      const seen = {
        zh: `3 个子进程都活着时，父进程查看后打印了 ${found.length} 次`,
        en: `while all children lived, the parent looked and then printed: ${found.length} times`,
      };
      const exhibits = [printedExhibit([family.program])];
      return found.length >= REPORTS_WANTED
        ? pass(seen, { ms: found[0]!.at, exhibits })
        : fail(seen, { ms: family.program.bornAt, exhibits });
    })(run, evidence),
};

const whoever: Check = {
  id: 'reaps-whoever',
  points: 15,
  must: {
    zh: '哪个子进程先结束就先回收哪个',
    en: 'Whichever child ends first is reaped first',
  },
  hint: {
    zh: '最后创建的那个先收到 SIGTERM。按 PID 一个一个地等，它就一直是僵尸：参数用 -1，或者每一轮把每个 PID 都问一遍。',
    en: 'The last one made gets SIGTERM first. If you wait for one PID after the other it stays a zombie: use -1, or ask for every PID in each round.',
  },
  see: './nohang & sleep 1; kill $(pgrep -n nohang); sleep 2; ps -o pid,ppid,stat,args',
  blame: waiting,
  on: 'natural',
  judge: (run, evidence) => {
    const looking = run.moments.find(({ name }) => name === 'looking');
    const parent = run.programs[0]?.pid ?? 0;
    if (looking === undefined || livingChildren(looking.processes, parent).length === 0)
      return noLivingChild(evidence, looking);
    return atMoment('first-gone', (moment) => {
      const family = moment.processes.filter(({ pid, ppid }) => pid === parent || ppid === parent);
      const pids = family.map(({ pid }) => pid);
      const sight = { moment, exhibits: [psExhibit(moment, pids, 'stat')] };
      return moment.reached && pids.includes(parent)
        ? pass(
            {
              zh: '最后创建的先结束，已经回收；其余的还在',
              en: 'the last one made ended first and was reaped; the others were still there',
            },
            sight,
          )
        : fail(
            {
              zh: `最后创建的先结束，${secondsWaited(moment)} 秒后还没有被父进程回收`,
              en: `the last one made ended first; ${secondsWaited(moment)} s later its parent had not reaped it`,
            },
            sight,
          );
    })(run, evidence);
  },
};

const idle: Check = {
  id: 'idle',
  points: 10,
  must: { zh: '它几乎不占 CPU（至多 5%）', en: 'It takes next to no CPU: 5 % at most' },
  hint: {
    zh: '用空循环或反复看时钟来“等”，会占满一个 CPU。睡眠要交给内核：nanosleep、usleep、poll。',
    en: 'To wait in an empty loop or by asking for the time takes a whole CPU. Leave sleeping to the kernel: nanosleep, usleep, poll.',
  },
  see: './nohang & sleep 3; ps -o pid,pcpu,time,args -p $!',
  blame: ['clock', 'time', 'clock_gettime', 'gettimeofday', ...waiting],
  on: 'natural',
  judge: atMoment('looking', (moment, run, evidence) => {
    const started = run.programs[0];
    const everyone = moment.processes.filter(({ role }) => role === 'submission');
    const children = everyone.filter(({ ppid }) => ppid === started?.pid);
    const exhibits = [
      psExhibit(
        moment,
        everyone.slice(0, 8).map(({ pid }) => pid),
        'stat',
      ),
    ];
    const sight = { moment, exhibits };
    if (started === undefined || children.length === 0) return noLivingChild(evidence, moment);
    // Those that make processes without end get so little each that the kernel's clock may miss it.
    if (everyone.length > children.length + 1)
      return fail({ zh: '子进程又创建了进程', en: 'its children made processes of their own' }, sight);
    const lasted = moment.at - started.startedAt;
    const cpu = everyone.reduce((sum, process) => sum + process.cpu, 0);
    const seen = {
      zh: `程序和子进程在 ${(lasted / 1000).toFixed(1)} 秒里用了 ${Math.round(cpu)} ms CPU`,
      en: `program and children used ${Math.round(cpu)} ms of CPU in ${(lasted / 1000).toFixed(1)} s`,
    };
    if (cpu > MOST_CPU.share * lasted + MOST_CPU.start) return fail(seen, sight);
    return lasted >= SHORTEST_WATCH ? pass(seen, sight) : fail(tooSoon(lasted), sight);
  }),
};

function tooSoon(lasted: number): Text {
  return {
    zh: `才 ${Math.round(lasted)} ms，终端上就出现了 5 次新内容：每一轮都要睡 100 ms 以上，这么快看不出它占多少 CPU`,
    en: `after ${Math.round(lasted)} ms something new had appeared five times: with a sleep of 100 ms in each round that takes longer, and so soon its use of the CPU cannot be seen`,
  };
}

const reaped: Check = {
  id: 'all-reaped',
  points: 10,
  must: { zh: '3 个子进程都由父进程回收', en: 'The parent reaps all of its children' },
  hint: {
    zh: '返回 0 不是结束，也不能算回收了一个。循环到 waitpid 返回 -1（ECHILD）为止。',
    en: '0 is not the end, nor is it a child that was reaped. Go on until waitpid returns -1 with ECHILD.',
  },
  see: 'strace -f -e trace=process ./nohang',
  blame: waiting,
  on: 'traced',
  judge: allReaped,
};

const ends: Check = {
  id: 'nothing-left',
  points: 5,
  must: { zh: '子进程都结束后，程序也结束', en: 'Once its children are gone the program ends, too' },
  hint: {
    zh: '没有子进程时 waitpid 返回 -1，这就是该停下来的时候。',
    en: 'Without children waitpid returns -1: that is when to stop.',
  },
  see: "./nohang; ps -o pid,ppid,stat,args | grep '[n]ohang'",
  blame: waiting,
  on: 'natural',
  judge: nothingLeft,
};

export default exercise('nohang', {
  title: { zh: '不阻塞地回收', en: 'Reaping without waiting' },
  programs: [c('nohang.c')],
  runs: [natural(oneAfterTheOther), ...traced(oneAfterTheOther, 'slow-parent', 'slow-child')],
  checks: [threeChildren, neverWaits, pauses, worksOn, whoever, idle, reaped, ends],
});
