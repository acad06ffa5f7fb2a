import {
  c,
  type Call,
  callsBy,
  callsExhibit,
  type Check,
  exercise,
  fail,
  livesExhibit,
  type Moment,
  momentOf,
  natural,
  nothingLeft,
  ofFamily,
  pass,
  type Run,
  shownUntil,
  traced,
} from '@proclab/lab-kit';
import { exactlyChildren } from '../waits/exactly-children.ts';
import { answerTo, CHILDREN, oneEndsEarly, pairOf, twoAtOnce, WORDS } from './scenarios.ts';
import { gone, ofScene, outputExhibit } from './scene.ts';

/** Moments at which there are children that could be waited for. */
const WHILE_CHILDREN_LIVE = ['early-gone', 'answers-on'];

const handling = ['sigaction', 'signal', 'wait', 'waitpid', 'waitid', 'fork'];
const start = 'sleep 9 | ./sigchld & sleep 1';
const look = 'sleep 1; ps -C sigchld -o pid,ppid,stat,args';

const fourChildren: Check = {
  id: 'four-children',
  points: 10,
  must: { zh: '程序恰好创建 4 个子进程', en: 'The program makes exactly four children' },
  hint: {
    zh: '第 1 个子进程立刻 _exit，其余 3 个只做 pause()：谁也不要回到循环里去。',
    en: 'The first child calls _exit at once, the other three do nothing but pause(): none of them may go round the loop.',
  },
  see: 'strace -f -e trace=process ./sigchld',
  blame: ['fork', 'vfork', 'clone', 'posix_spawn'],
  on: 'traced',
  judge: exactlyChildren(CHILDREN),
};

const earlyChild: Check = {
  id: 'early-child',
  points: 15,
  must: {
    zh: '立刻结束的子进程也被回收，不管它结束得多早',
    en: 'The child that ends at once is reaped, however early it ends',
  },
  hint: {
    zh: 'SIGCHLD 到来时处理函数还没有装好，信号就丢了。在第一次 fork 之前调用 sigaction。',
    en: 'A SIGCHLD that comes before its handler is lost. Call sigaction before the first fork.',
  },
  see: 'strace -f -e trace=process -e inject=fork,clone,clone3:delay_exit=100000 ./sigchld',
  blame: handling,
  on: 'traced',
  judge: (run, evidence) =>
    ofFamily(({ children }) => {
      const moment = momentOf(run, 'early-gone');
      const until = moment?.at ?? run.duration;
      const exhibits = [livesExhibit(children, 'REAPED BY')];
      const [early] = children
        .filter(({ ended }) => ended !== null)
        .toSorted((one, other) => one.ended!.at - other.ended!.at);
      // strace may tell of a wait a little after it could be seen, so that of two times seen by both one may be late.
      const inTime = (at: number) => moment?.reached === true || at <= until;
      if (early === undefined || !inTime(early.ended!.at)) {
        return fail(
          { zh: '没有一个子进程立刻结束', en: 'none of the children ended at once' },
          { ms: until, exhibits },
        );
      }
      const { pid, ended, reaped } = early;
      const waited = ((reaped?.at ?? until) - ended!.at).toFixed(0);
      return reaped !== null && reaped.by !== 'init' && inTime(reaped.at)
        ? pass(
            {
              zh: `PID ${pid} 先结束，${waited} ms 后已经回收`,
              en: `PID ${pid} ended first, and had been reaped ${waited} ms later`,
            },
            { ms: reaped.at, exhibits },
          )
        : fail(
            {
              zh: `PID ${pid} 先结束，很久以后仍没有回收`,
              en: `PID ${pid} ended first, and long after that nobody had reaped it`,
            },
            { ms: ended!.at, exhibits },
          );
    })(run, evidence),
};

const neverWaits: Check = {
  id: 'never-waits',
  points: 20,
  must: {
    zh: '子进程得到回收，而程序从不停在 wait 里等',
    en: 'Children are reaped, and the program never sits in a wait',
  },
  hint: {
    zh: 'wait(NULL) 要等到有子进程结束才返回，在处理函数里循环调用它也一样：还有子进程活着，就停在那里。用 waitpid(-1, NULL, WNOHANG)。',
    en: 'wait(NULL) returns only when a child has ended. In a handler’s loop it is no better: while one child lives, it stays there. Use waitpid(-1, NULL, WNOHANG).',
  },
  see: 'strace -f -e trace=wait4,waitid,read ./sigchld',
  blame: ['wait', 'waitpid', 'waitid', 'sigaction', 'signal', 'fork'],
  on: 'traced',
  judge: (run, evidence) =>
    ofFamily(({ program, children }) => {
      for (const name of WHILE_CHILDREN_LIVE) {
        const moment = momentOf(run, name);
        if (moment === undefined) continue;
        const sitting = waitDuring(run, program.pid, moment);
        if (sitting === undefined) continue;
        return fail(
          {
            zh: `还有子进程活着，程序却停在 ${sitting.name} 里`,
            en: `there were children alive, and the program sat in ${sitting.name}`,
          },
          { moment, exhibits: [callsExhibit([sitting])] },
        );
      }
      const later = momentOf(run, 'answers-on');
      if (later?.reached !== true) {
        return fail(
          {
            zh: '第 1 个子进程结束之后，程序不再应答',
            en: 'after its first child had ended the program did not answer any more',
          },
          { moment: later, exhibits: [livesExhibit([program, ...children], 'END')] },
        );
      }
      const reaped = children.filter((life) => life.reaped !== null && life.reaped.by !== 'init');
      const exhibits = [livesExhibit(children, 'REAPED BY')];
      const seen = {
        zh: `${children.length} 个子进程中，程序活着时回收了 ${reaped.length} 个`,
        en: `of ${children.length} children, ${reaped.length} were reaped while the program lived`,
      };
      return reaped.length > 0
        ? pass(seen, { ms: reaped[0]!.reaped!.at, exhibits })
        : fail(seen, { ms: children[0]?.ended?.at ?? run.duration, exhibits });
    })(run, evidence),
};

/** The wait that a program was in at that moment, without WNOHANG: wait(2). */
function waitDuring(run: Run, pid: number, { at }: Moment): Call | undefined {
  return callsBy(run, pid, 'wait4', 'waitid').find(
    (call) => !call.args.includes('WNOHANG') && call.at <= at && (call.returnedAt ?? Infinity) > at,
  );
}

const noZombies: Check = {
  id: 'no-zombies',
  points: 20,
  must: {
    zh: '两个子进程同时结束，两个都被回收，没有僵尸',
    en: 'Two children end at once, and both are reaped: no zombie',
  },
  hint: {
    zh: '信号不排队：两个子进程同时结束，可能只来一个 SIGCHLD。处理函数里要循环：while (waitpid(-1, NULL, WNOHANG) > 0);',
    en: 'Signals do not queue: for two children that end together there may be one SIGCHLD. The handler needs a loop: while (waitpid(-1, NULL, WNOHANG) > 0);',
  },
  see: `${start}; kill -STOP $!; pkill -P $!; kill -CONT $!; ${look}`,
  blame: ['waitpid', 'wait', 'wait3', 'waitid', ...handling],
  on: 'natural',
  judge: ofScene('swept', (scene) => gone(scene, pairOf(scene.children))),
};

const allGone: Check = {
  id: 'all-gone',
  points: 10,
  must: {
    zh: '最后一个子进程也被回收，程序还在继续',
    en: 'The last child is reaped as well, and the program goes on',
  },
  hint: {
    zh: '处理函数要一直有效：用 sigaction，不带 SA_RESETHAND。子进程没有了，程序也不结束，它等的是文件尾。',
    en: 'The handler has to stay: use sigaction without SA_RESETHAND. And the program does not end with its children: it ends at the end of its input.',
  },
  see: `${start}; pkill -P $!; ${look}`,
  blame: handling,
  on: 'natural',
  judge: ofScene('last-gone', (scene) => gone(scene, scene.children)),
};

const answers: Check = {
  id: 'answers',
  points: 20,
  must: {
    zh: '程序随时应答：每输入一行，就打印它的大写',
    en: 'It answers all the time: each line typed comes back in capitals',
  },
  hint: {
    zh: '处理函数返回后，read 可能返回 -1（EINTR），fgets 则返回 NULL：这不是文件尾。用 SA_RESTART，或者遇到 EINTR 再读一次。',
    en: 'After a handler has run, read may return -1 with EINTR, and fgets NULL: that is not the end of the input. Use SA_RESTART, or read again after EINTR.',
  },
  see: '(sleep 1; pkill -n sigchld; echo bravo) | ./sigchld',
  blame: ['fgets', 'read', 'getline', 'scanf', 'wait', 'waitpid', 'sigaction', 'signal', 'fork'],
  on: 'natural',
  judge: ofScene('last-gone', ({ moment: last }, run) => {
    for (const [name, word] of Object.entries(WORDS)) {
      const moment = momentOf(run, name) ?? last;
      const shown = shownUntil(run, moment);
      if (shown.includes(answerTo(word))) continue;
      return fail(
        {
          zh: `输入了 ${word}，到这一刻（最多等 ${moment.within / 1000} 秒）还没有回答 ${answerTo(word)}`,
          en: `${word} was typed, and by then (${moment.within / 1000} s at most) there was no ${answerTo(word)}`,
        },
        { moment, exhibits: [outputExhibit(shown)] },
      );
    }
    return pass(
      { zh: '三行都及时回答了', en: 'all three lines were answered in time' },
      { moment: last, exhibits: [outputExhibit(shownUntil(run, last))] },
    );
  }),
};

const ends: Check = {
  id: 'nothing-left',
  points: 5,
  must: {
    zh: '输入结束（Ctrl-D）时程序结束，什么也不留下',
    en: 'It ends with its input (Ctrl-D) and leaves nothing',
  },
  hint: {
    zh: 'fgets 返回 NULL、read 返回 0 就是文件尾：结束程序，不要再等什么。',
    en: 'fgets returns NULL and read 0 at the end of the input: end the program, and wait for nothing else.',
  },
  see: "echo hello | ./sigchld; ps -o pid,ppid,stat,args | grep '[s]igchld'",
  blame: ['fgets', 'read', 'getline', 'pause', 'fork'],
  on: 'natural',
  judge: nothingLeft,
};

export default exercise('sigchld', {
  title: { zh: 'SIGCHLD：不用等的回收', en: 'SIGCHLD: reaping without waiting' },
  programs: [c('sigchld.c')],
  runs: [natural(twoAtOnce), ...traced(oneEndsEarly, 'slow-parent', 'slow-child')],
  checks: [fourChildren, earlyChild, neverWaits, noZombies, answers, allGone, ends],
});
